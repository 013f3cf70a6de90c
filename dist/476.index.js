export const id = 476;
export const ids = [476];
export const modules = {

/***/ 68879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ providerPage)
/* harmony export */ });
/* unused harmony export PROVIDER_HOSTS */
/** Which provider an endpoint belongs to, for errors that name the provider's part of docs/providers.md. */
/** End of the host, name, and heading on the page. `__tests__/providers/page.test.ts` holds it to the page. */
const PROVIDER_HOSTS = [
    [/\.amazonaws\.com(\.cn)?$/, 'AWS', 'aws'],
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
    const host = endpointUrl === undefined ? 's3.amazonaws.com' : new URL(endpointUrl).hostname;
    const found = PROVIDER_HOSTS.find(([pattern]) => pattern.test(host));
    return found === undefined
        ? `${PAGE} says what which provider has`
        : `${PAGE}#${found[2]} says what ${found[1]} has, and ${PAGE} what others do`;
}


/***/ }),

/***/ 77476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
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
// EXTERNAL MODULE: ./lib/snapshot/damage.js
var damage = __webpack_require__(93059);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/pack.js
var pack = __webpack_require__(67331);
// EXTERNAL MODULE: ./lib/snapshot/root.js + 1 modules
var snapshot_root = __webpack_require__(51344);
;// CONCATENATED MODULE: ./lib/snapshot/adopt.js





/**
 * Packs of interrupted runs of this series: of runs that began at a time for which there is no root, and young enough
 * that prune leaves them alone until this run is committed.
 */
function planAdoption(packs, series, roots, known, now) {
    const finished = new Set(roots.map((root) => root.id.slice(0, 16)));
    let bytes = 0;
    let count = 0;
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
        return bytes <= limits/* LIMITS */.b.adoptMaxBytes && count++ < limits/* LIMITS */.b.adoptMaxPacks;
    });
}
/**
 * Reads packs whole, decodes every frame and hashes every fragment, as far as their tables of contents say that this takes
 * bounded time and memory. One that is not what a pack should be is left alone.
 */
async function adoptPacks(store, candidates, emit, signal) {
    const adopted = [];
    const left = new Sink(emit);
    let rawBytes = 0;
    let fragments = 0;
    for (const { key, etag } of candidates) {
        signal.throwIfAborted();
        try {
            const { body } = await store.get(key, { signal });
            const toc = (0,pack/* openPack */.g5)(key, body);
            rawBytes += sumOf(toc, ({ frame }) => frame.rawBytes);
            fragments += sumOf(toc, ({ lengths }) => lengths.length);
            if (rawBytes > limits/* LIMITS */.b.adoptMaxRawBytes || fragments > limits/* LIMITS */.b.adoptMaxFragments) {
                left.add('Decoding the packs of interrupted runs would take longer than storing their content again.');
                break;
            }
            const frames = await (0,pack/* readFrames */.v0)(key, body, toc);
            adopted.push({ object: { key, sizeBytes: body.length, liveBytes: 0, etag: (0,snapshot_root/* etagHint */.d8)(etag) }, frames });
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            left.add(error.message);
        }
    }
    left.tell();
    return adopted;
}
/** What is not taken over, told in one message. */
class Sink {
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
    tell() {
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

// EXTERNAL MODULE: ./lib/snapshot/chunker.js
var snapshot_chunker = __webpack_require__(35706);
// EXTERNAL MODULE: ./lib/snapshot/columns.js
var columns = __webpack_require__(56215);
// EXTERNAL MODULE: ./lib/snapshot/commit.js
var commit = __webpack_require__(31687);
// EXTERNAL MODULE: ./lib/snapshot/fragment-writer.js + 1 modules
var fragment_writer = __webpack_require__(39039);
// EXTERNAL MODULE: ./lib/snapshot/map.js
var snapshot_map = __webpack_require__(63022);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var snapshot_blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/marks.js
var snapshot_marks = __webpack_require__(54710);
// EXTERNAL MODULE: ./lib/snapshot/root-reader.js
var root_reader = __webpack_require__(72340);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
;// CONCATENATED MODULE: ./lib/snapshot/parent.js









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
        if (options.redefine || isOfThis(options, own.parent.root))
            return own.parent;
        const older = own.isVerified ? undefined : await withSameDefinition(options, own.parent, now);
        if (older === undefined)
            throw redefined(options, own.parent.root);
        return older;
    }
    if (base === undefined)
        return undefined;
    const lent = await newestUsable(options, base, now, undefined);
    // Another definition makes a base useless and not wrong: nothing of it is required.
    return lent !== undefined && isSameDefinition(options.source, lent.parent.root) ? lent.parent : undefined;
}
const DAY_MS = 24 * 3600 * 1000;
/** Proofs of mode verify count that were made of a snapshot at most so long before the newest: some more than a month. */
const PROOF_DAYS = 35;
/** How far back the snapshot before the parent is looked for. */
const OLDER_DAYS = 400;
async function newestUsable(options, series, now, first) {
    let forbidden;
    for await (const found of usable(options, series, now, first)) {
        if ('parent' in found)
            return found;
        if ((0,damage/* unreadableKind */.wZ)(found.error) === 'forbidden')
            forbidden ??= found.error;
    }
    // Nothing may be read: that is a fault of the role, and not of the snapshots.
    if (forbidden !== undefined)
        throw forbidden;
    return undefined;
}
/** Snapshots of another definition that are read in search of one with this definition. */
const OTHERS_READ = 20;
/**
 * Whoever may back up can add a snapshot of anything to the series. It must not end the backups: nobody has verified it, and
 * older ones are of what this run backs up.
 */
async function withSameDefinition(options, newest, now) {
    let read = 0;
    for await (const found of usable({ ...options, emit: () => undefined }, options.series, now, undefined)) {
        if (!('parent' in found))
            continue;
        if (isOfThis(options, found.parent.root)) {
            options.emit({
                type: 'warning',
                class: 'series-redefined',
                message: `Snapshot ${newest.root.id} is a backup of something else and is not built on; ${found.parent.root.id} is.`,
                why: 'Nobody has verified it, and older snapshots of this series are of what this run backs up.',
                fix: `If it is false: \`holdfast mark --mark quarantine --version ${newest.root.id}\`. If two backups share this series by mistake, give one a \`name\` of its own.`,
            });
            return found.parent;
        }
        if (found.isVerified || ++read >= OTHERS_READ)
            return undefined;
    }
    return undefined;
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
/** Usable snapshots, newest first, and the errors of those that cannot be read; each of these is told. */
async function* usable({ store, emit, signal }, series, now, first) {
    let told = 0;
    for await (const infos of (0,snapshots/* snapshotWindows */.m3)(store, series, now, { first, signal })) {
        // Most often the newest is the one: it is read while the marks are listed.
        const newest = infos.find(({ timeTrusted }) => timeTrusted);
        const early = newest && (0,lib_async/* awaitedLater */.kW)((0,root_reader/* readRoot */.XD)(store, newest, { signal }));
        // Most often one request: only marks as new as these snapshots, or as a proof may be, are listed.
        const oldest = infos.at(-1);
        const proofs = (0,keys/* formatUtc */.ay)(new Date((infos[0]?.utc.getTime() ?? 0) - PROOF_DAYS * DAY_MS));
        const marks = await (0,snapshot_marks/* listMarks */.rD)(store, series, { from: oldest.id < proofs ? oldest.id : proofs, signal });
        const quarantined = (0,snapshot_marks/* quarantinedIds */.J5)(marks);
        const older = async (id) => {
            const isOlder = (one) => one.id < id && one.timeTrusted && !quarantined.has(one.id);
            const known = infos.filter(isOlder);
            if (known.length > 0)
                return known;
            const since = new Date(oldest.utc.getTime() - OLDER_DAYS * DAY_MS);
            return (await (0,snapshots/* listSnapshots */.Cb)(store, series, since, signal)).filter(isOlder);
        };
        const verified = new Set(marks.filter(({ kind }) => kind === 'verified').map(({ id }) => id));
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
                const root = await (info === newest && early ? early : (0,root_reader/* readRoot */.XD)(store, info, { signal }));
                const parent = { ...parentOf(store, info, root, signal), marks, older: () => older(info.id) };
                await parent.load();
                tellOfMore(told - TOLD_EACH, emit);
                yield { parent, isVerified: verified.has(info.id) };
            }
            catch (error) {
                if (!(0,damage/* isUnreadable */.GZ)(error))
                    throw error;
                told++;
                if (told > TOLD_EACH) {
                    yield { error };
                    continue;
                }
                emit({
                    type: 'warning',
                    class: 'unreadable-snapshot',
                    message: `Snapshot ${info.id} is not built on: ${(0,errors/* messageOf */.bD)(error)}`,
                    fix: `\`holdfast repair\` looks for what can be put back; \`holdfast mark --mark quarantine --version ${info.id}\` sets it aside.`,
                });
                yield { error };
            }
        }
    }
}
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
/** Whether the snapshot is of what this run backs up, for the same repository. */
function isOfThis({ source, context }, root) {
    return !isOfAnotherRepository(source, context, root) && isSameDefinition(source, root);
}
/** Sources but files have the repository in their definition. */
function isOfAnotherRepository(source, context, { header }) {
    const before = header.context['repositoryId'];
    const now = context['repositoryId'];
    return source.kind === 'files' && before !== undefined && now !== undefined && before !== now;
}
function redefined({ source, series, context }, root) {
    const { kind, definition } = root.header.source;
    if (isOfAnotherRepository(source, context, root)) {
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
        why: `Its newest snapshot ${root.id} and this run differ in: ${differences({ source: kind, ...asRecord(definition) }, { source: source.kind, ...asRecord(source.definition) })}.`,
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/snapshot/file-hasher.js
var file_hasher = __webpack_require__(46086);
// EXTERNAL MODULE: ./lib/snapshot/proof.js
var snapshot_proof = __webpack_require__(5142);
// EXTERNAL MODULE: ./lib/snapshot/tree.js
var snapshot_tree = __webpack_require__(51290);
// EXTERNAL MODULE: ./lib/snapshot/zstd.js + 1 modules
var zstd = __webpack_require__(92406);
;// CONCATENATED MODULE: ./lib/snapshot/prove-parent.js













/**
 * What a parent says of its content is not believed unread (docs/format.md, rule 5): whoever may add keys may add a parent.
 * Its map is held against what mode verify has proved of each pack, and against the snapshot before it; what only the
 * parent claims is read and hashed. The same goes for which fragments make up a file.
 */
const MiB = 1024 * 1024;
/** What is read of a night's new packs; without a snapshot before the parent, all packs are new, and one is read. */
const READ_MAX = { added: { bytes: 64 * MiB, packs: 256 }, first: { bytes: 8 * MiB, packs: 1 } };
/** Of files whose fragments nobody has vouched for yet, about so much is cut anew in a run. */
const CUT_ANEW_BYTES = 32 * MiB;
async function proveParent(options) {
    return new ParentProof(options).run();
}
class ParentProof {
    options;
    map;
    /** Catalogues as the parent's map has them, by pack. */
    claimed;
    falsePacks = new Map();
    readBytes = 0;
    readPacks = 0;
    constructor(options) {
        this.options = options;
        this.map = options.parent.tables().map.flat();
        this.claimed = (0,snapshot_proof/* claimedCatalogues */.GI)(this.map);
    }
    async run() {
        const { store, parent, signal } = this.options;
        const mark = (0,snapshot_proof/* newestProof */.j4)(parent.marks);
        const proof = mark && (await (0,snapshot_proof/* readProof */.r$)(store, mark, signal));
        // Every pack and every file of this very snapshot was looked at.
        const isProved = mark?.id === parent.root.id && proof?.level === 'full';
        const witness = isProved ? undefined : await this.openWitness();
        const files = isProved ? new Map() : this.newFiles(witness);
        const toRead = this.judgePacks(proof, witness, isProved);
        const hasher = new file_hasher/* FileHasher */.g();
        for (const file of files?.values() ?? [])
            hasher.add(file);
        const unread = await this.readNew(toRead, hasher, witness === undefined);
        if (witness === undefined && !isProved && this.readPacks === 0)
            await this.drawLot();
        for (const key of this.falsePacks.keys())
            this.options.proved.delete(key);
        for (const file of hasher.right)
            files?.delete((0,snapshot_proof/* fileName */.Md)(file));
        this.tell(unread);
        return this.trustedRows(files, new Set([...hasher.wrong.map(snapshot_proof/* fileName */.Md)]), proof, new Set(unread.map(({ key }) => key)));
    }
    /** The snapshot before the parent, if there is one that can be read. Parts that both name are not fetched again. */
    async openWitness() {
        const { store, parent, signal } = this.options;
        for (const info of (await parent.older()).slice(0, 2)) {
            try {
                const root = await (0,root_reader/* readRoot */.XD)(store, info, { signal });
                const known = new Set([...this.map, ...parent.tables().tree.flat()].map(placeOf));
                const own = withoutPlaces(root, known);
                const { map = [], tree = [] } = await (0,snapshots/* loadSections */.$1)(own, ['map', 'tree'], new snapshot_blobs/* BlobReader */.n(store, root.objects), signal);
                return { root, map: map.flat(), tree };
            }
            catch (error) {
                if (!(0,damage/* isUnreadable */.GZ)(error))
                    throw error;
            }
        }
        return undefined;
    }
    /** Segments of the parent that the witness has not. */
    own(segments, witness, section) {
        const known = new Set(witness.root.sections[section].flat().map((ref) => placeOf({ ref })));
        return segments.filter((segment) => (0,snapshot_root/* isInline */.mO)(segment.ref.block) || !known.has(placeOf(segment)));
    }
    /**
     * Files of several fragments that the witness does not describe in the same way, by `fileName`; undefined without a witness:
     * all of them.
     */
    newFiles(witness) {
        if (witness === undefined)
            return undefined;
        const found = new Map();
        for (const level of this.options.parent.tables().tree) {
            for (const entry of (0,snapshot_tree/* treeEntries */.re)([this.own(level, witness, 'tree')])) {
                if (entry.fragments.length > columns/* HASH_BYTES */.FA)
                    found.set((0,snapshot_proof/* fileName */.Md)(entry), copyOf(entry));
            }
        }
        if (found.size === 0)
            return found;
        for (const level of witness.tree)
            for (const entry of (0,snapshot_tree/* treeEntries */.re)([level]))
                found.delete((0,snapshot_proof/* fileName */.Md)(entry));
        return found;
    }
    /** Which packs are to be read, since nobody but the parent says what they hold; what is false is noted on the way. */
    judgePacks(proof, witness, isProved) {
        const own = witness && (0,snapshot_proof/* claimedCatalogues */.GI)(this.own(this.map, witness, 'map'));
        const before = witness && (0,snapshot_proof/* claimedCatalogues */.GI)(witness.map);
        const toRead = [];
        for (const [key, claim] of this.claimed) {
            const info = this.options.packs.get(key);
            if (!this.options.proved.has(key) || info === undefined)
                continue;
            const fact = proof?.packs.get(key);
            const isNew = own === undefined || (own.has(key) && own.get(key) !== before?.get(key));
            if (proof?.badPacks.has(key) === true)
                this.falsePacks.set(key, 'mode verify found it bad');
            else if (claim === '')
                this.falsePacks.set(key, 'the map has parts of it twice');
            else if (fact !== undefined && fact !== claim)
                this.falsePacks.set(key, 'mode verify read it, and it holds something else');
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
                this.falsePacks.set(object.key, problem);
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
            const frames = await (0,pack/* readPack */.wh)(object.key, body, ({ ids, lengths }, raw) => hasher.feedFrame(ids, lengths, raw));
            return (0,snapshot_proof/* catalogueOf */.vq)(frames) === this.claimed.get(object.key) ? undefined : 'the map does not say what it holds';
        }
        catch (error) {
            if ((0,damage/* isUnseen */.NM)(error))
                return 'it cannot be read';
            if (!(0,damage/* isLoss */.Q2)(error))
                throw error;
            return 'it is damaged';
        }
    }
    /** Reads one frame, each with the same chance. */
    async drawLot() {
        const { parent, proved, signal } = this.options;
        const isThere = ({ frame }) => proved.has(frame.pack);
        let picked;
        let seen = 0;
        for (const segment of this.map) {
            for (const found of (0,snapshot_map/* mapFrames */.JP)(segment))
                if (isThere(found) && (0,external_node_crypto_.randomInt)(++seen) === 0)
                    picked = found;
        }
        if (picked === undefined)
            return;
        const { frame, ids, lengths } = picked;
        const fallbacks = parent.blobs.fallbacks.size;
        const check = async (stored) => {
            (0,pack/* checkFragments */.UH)(await (0,zstd/* decompress */.mF)(stored, frame.rawBytes, frame.pack), ids, lengths, frame.pack);
        };
        try {
            await parent.blobs.read(frame.pack, frame.offset, frame.storedBytes, check, signal);
        }
        catch (error) {
            if (!(0,damage/* isLoss */.Q2)(error))
                throw error;
            this.falsePacks.set(frame.pack, 'a part of it has other bytes');
        }
        // Another S3 version had the right bytes: the current one has not.
        if (parent.blobs.fallbacks.size > fallbacks)
            this.falsePacks.set(frame.pack, 'it was overwritten');
    }
    trustedRows(files, wrong, proof, unread) {
        const bytes = this.options.parent.root.header.counts['bytes'] ?? 0;
        const isPicked = () => (0,external_node_crypto_.randomInt)(Math.ceil(Math.max(1, bytes / CUT_ANEW_BYTES))) === 0;
        const isSingle = ({ fragments }) => fragments.length <= columns/* HASH_BYTES */.FA;
        const isFalse = (entry) => {
            if (proof !== undefined && proof.badFiles.size > 0)
                if (proof.badFiles.has(snapshot_proof/* ALL_FILES */.C8) || proof.badFiles.has((0,snapshot_proof/* fileName */.Md)(entry)))
                    return true;
            return wrong.size > 0 && wrong.has((0,snapshot_proof/* fileName */.Md)(entry));
        };
        const isKnown = (entry) => files?.size === 0 || files?.has((0,snapshot_proof/* fileName */.Md)(entry)) === false;
        return {
            mayReuse: (entry) => isSingle(entry) || (!isFalse(entry) && (files === undefined ? !isPicked() : isKnown(entry))),
            mayCarry: (entry, index) => isSingle(entry) || (!isFalse(entry) && (files === undefined || isKnown(entry) || liesIn(entry, unread, index))),
        };
    }
    tell(unread) {
        const { parent, emit } = this.options;
        for (const [key, why] of [...this.falsePacks].slice(0, TOLD_MAX)) {
            const more = this.falsePacks.size - TOLD_MAX;
            emit({
                type: 'warning',
                class: 'object-lost',
                message: `${key} is not used again: snapshot ${parent.root.id} names it, and ${why}${more > 0 ? ` (and so for ${String(more)} more)` : ''}.`,
                why: 'It was damaged or overwritten since, or somebody wrote a false snapshot.',
                fix: 'Its content is stored again from the source as far as it is there; what is not is named, and makes the snapshot partial. Find out who may write in this vault (mode audit); mode verify with level full tells what else is false.',
            });
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
/** False packs that are told one by one. */
const TOLD_MAX = 10;
/** Where a segment lies; empty for one in the root. */
function placeOf({ ref }) {
    const { block, start, rawBytes } = ref;
    return (0,snapshot_root/* isInline */.mO)(block)
        ? ''
        : `${block.key} ${String(block.offset)} ${block.sha256} ${String(start)} ${String(rawBytes)}`;
}
/** The root without segments in parts that somebody else has at hand. */
function withoutPlaces(root, known) {
    const without = (levels) => levels.map((level) => level.filter((ref) => (0,snapshot_root/* isInline */.mO)(ref.block) || !known.has(placeOf({ ref }))));
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
// EXTERNAL MODULE: ./lib/system-errors.js
var system_errors = __webpack_require__(16440);
// EXTERNAL MODULE: ./lib/snapshot/frame-memory.js
var frame_memory = __webpack_require__(77585);
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
            fd = await (0,lib_async/* retryLack */.Ar)(() => (0,external_node_fs_.openSync)(file.path, OPEN_FLAGS));
        }
        catch (error) {
            return failure(error);
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
/** @throws the error itself, if the system lacks descriptors or memory: that is no gap of the source */
function failure(error) {
    if ((0,system_errors/* isLack */.q6)(error))
        throw error;
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
        return new ReaderPool(await (0,lib_async/* startThreads */.Y3)(threads, () => new ReadThread(url, data, sink)));
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
    const lost = [];
    for (const object of parent?.root.objects ?? []) {
        const found = packs.get(object.key);
        const isGood = parent?.blobs.current.has(object.key) === true ||
            (found !== undefined && (await isSameObject(store, object, found, signal)));
        if (isGood)
            proved.set(object.key, object);
        else
            lost.push(object.key);
    }
    if (lost.length > 0)
        emit(lostWarning(lost));
    return { proved, packs };
}
/** Lost objects that a warning names. */
const NAMED_OBJECTS = 3;
function lostWarning([first = '', ...others]) {
    const also = others.slice(0, NAMED_OBJECTS - 1).join(', ');
    const message = others.length === 0
        ? `${first}, which the parent snapshot needs, is missing, or not what it was.`
        : `${String(others.length + 1)} objects that the parent snapshot needs are missing, or not what they were: ${first}, ${also}${others.length < NAMED_OBJECTS ? '' : ', ...'}.`;
    return {
        type: 'warning',
        class: 'object-lost',
        message,
        why: 'What is not there was deleted or overwritten since that snapshot was made.',
        fix: 'Its content is stored again from the source as far as it is there. Find out who may delete in this vault.',
    };
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
    if ((0,snapshot_root/* etagHint */.d8)(found.etag) === object.etag)
        return true;
    try {
        const { body } = await store.get(object.key, { signal });
        return (0,keys/* isNameOf */.b_)(object.key, body);
    }
    catch (error) {
        // Deleted since it was listed.
        if ((0,damage/* isLoss */.Q2)(error))
            return false;
        throw error;
    }
}
/** Index of the parent's fragments that lie in proved packs. */
function indexParent(mapSegments, proved) {
    const index = new snapshot_map/* FragmentIndex */.fw();
    for (const segment of mapSegments) {
        for (const found of (0,snapshot_map/* mapFrames */.JP)(segment))
            if (proved.has(found.frame.pack))
                index.add(found);
    }
    const retired = [...proved.values()]
        .filter((object) => object.liveBytes < object.sizeBytes * RETIRE_BELOW)
        .map((object) => object.key);
    return { index, retired: new Set(retired) };
}
/** Marks which fragments a snapshot uses, and tells how much of each pack that is. */
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
            for (const { frame, ids } of (0,snapshot_map/* mapFrames */.JP)(segment))
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

// EXTERNAL MODULE: ./lib/snapshot/state.js
var state = __webpack_require__(6517);
// EXTERNAL MODULE: ./lib/platform.js
var platform = __webpack_require__(82480);
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
    counts = new snapshot_tree/* TreeCounts */.X1();
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
        this.inFlight.push({ job, read: (0,lib_async/* awaitedLater */.kW)(read) });
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
        this.counts.add(stored);
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
        if (isThere && this.options.rows?.mayCarry(before, index) !== false)
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
            ...timeOf(entry, results.mtimeNs[i]),
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
    const listed = (0,lib_async/* awaitedLater */.kW)(listPacks(store, own, signal));
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
    const rows = parent && (await proveParent({ store, parent, proved, packs, emit, signal }));
    const { index, retired } = indexParent(loaded?.map.flat() ?? [], proved);
    const candidates = planAdoption(packs.values(), series, roots, new Set(parent?.root.objects.map((object) => object.key)), utc);
    const adopted = await adoptPacks(store, candidates, emit, signal);
    if (adopted.length > 0)
        emit({ type: 'info', message: `Using ${String(adopted.length)} packs of an interrupted run.` });
    for (const frames of adopted)
        for (const frame of frames.frames)
            index.add(frame);
    const view = parent && rows && parentView(parent, index, rows);
    const openSource = () => source.open({ parent: view, tempDir: options.tempDir, emit, signal });
    return { utc, parent, rows, reuse: { proved, index, retired, packs }, adopted, openSource };
}
function parentView({ root, tables }, index, rows) {
    return {
        id: root.id,
        *entries(prefix) {
            for (const entry of (0,snapshot_tree/* treeEntries */.re)(tables().tree, Buffer.from(prefix)))
                yield { entry, available: isAvailable(entry.fragments, index) && rows.mayCarry(entry, index) };
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
async function writeTree(options, { utc, parent, rows, reuse, adopted }, open) {
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
    const pool = await ReaderPool.start(options.workerUrl, threads, { chunker, windowBytes: WINDOW_BYTES }, fragments);
    const onAbort = () => {
        fragments.fail(signal.reason);
    };
    signal.addEventListener('abort', onAbort);
    try {
        const before = parent === undefined ? [] : (0,snapshot_tree/* treeEntries */.re)(parent.tables().tree);
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
    const newMap = [...(0,snapshot_map/* mapSegments */.Br)(adopted), ...written.packs.map];
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
        head: async (key, options) => (made.has(key) ? headOf(store.serverDate()) : store.head(key, options)),
        putOver: async () => Promise.resolve({ created: true, etag: undefined, versionId: undefined }),
        markDeleted: async () => Promise.resolve(),
    };
}
/** Of an object that would just have been written. */
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
        createMetadataPart({ ...at, ...chosen, token: inputs.githubToken }, { fetch: (0,fetch/* createFetch */.H)(deps.env, deps.emit), now: deps.now }),
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

// EXTERNAL MODULE: ./lib/commands/named-path.js
var named_path = __webpack_require__(19411);
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
    const toWrite = (0,lib_async/* awaitedLater */.kW)(vaultToWrite(opened, inputs, deps));
    const { bucketChecks: mode, dryRun: isDry } = inputs;
    await (0,preflight/* checkBucket */.L)(opened.connection, storeOf(opened), { mode, isDry, signal: deps.signal });
    const { vault, roots } = await toWrite;
    const { series, base } = (0,commands_vault/* plannedSeries */.cn)(vault);
    return inTempDir(source, deps, async (tempDir) => {
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
/** Files are read where they are: no folder is needed, and none can be missing or full. */
async function inTempDir(source, deps, work) {
    return source.kind === 'files' ? work('') : (0,temp_dir/* withTempDir */.E)(deps, work);
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
        }, { env, fetch: (0,fetch/* createFetch */.H)(env, deps.emit), now: deps.now });
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

/***/ 31687:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ commit)
/* harmony export */ });
/* unused harmony export planTables */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8207);
/* harmony import */ var _fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39039);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61650);
/* harmony import */ var _map_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63022);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51344);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5825);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6517);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58624);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(51290);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(92406);












/** Small segments stand in the root, which every later root then carries along, until they are worth a part. */
const INLINE_BYTES = { min: 2 * 1024, max: 16 * 1024 };
/** Parts that a root names at most, if each can take a part's size: few requests open any snapshot. */
const MAX_PARTS = 2;
/** Raw bytes of the segments of one block, if it has more than one. */
const BLOCK_RAW_BYTES = 8 * 1024 * 1024;
const BLOCK_ZSTD_LEVEL = 9;
/**
 * Where the tables of a run will lie: in parts of before (if these are proved), and all else in the root, until it is
 * worth a part.
 *
 * @param freshBytes what this run adds to them
 */
function planTables(before, freshBytes, isProved) {
    const parts = new Map();
    let looseBytes = freshBytes;
    for (const segment of before) {
        const key = partOf(segment);
        if (key === undefined || !isProved(key))
            looseBytes += segment.storedBytes;
        else
            parts.set(key, (parts.get(key) ?? 0) + segment.storedBytes);
    }
    const bySize = [...parts].sort(([, a], [, b]) => b - a);
    const staying = bySize.filter(([, bytes], i) => i < MAX_PARTS - 1 || bytes > _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes / 2);
    const replaced = bySize.slice(staying.length);
    const replacedBytes = replaced.reduce((sum, [, bytes]) => sum + bytes, 0);
    const intoPart = replaced.length > 1 || looseBytes > inlineMax(replacedBytes, freshBytes);
    return { keptParts: new Set((intoPart ? staying : bySize).map(([key]) => key)), intoPart };
}
/**
 * Kept in roots, n new bytes a run cost half of what the root may hold in each; moved, the smallest part is written anew
 * each time that it is full. Both are least, taken together, at the square root of twice their product. A run that adds
 * nothing leaves them where they are.
 */
function inlineMax(replacedBytes, freshBytes) {
    if (freshBytes === 0)
        return INLINE_BYTES.max;
    return Math.min(INLINE_BYTES.max, Math.max(INLINE_BYTES.min, Math.sqrt(2 * replacedBytes * freshBytes)));
}
function partOf(segment) {
    return 'ref' in segment && !(0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .isInline */ .mO)(segment.ref.block) ? segment.ref.block.key : undefined;
}
function storedBytes(segments) {
    return segments.reduce((sum, segment) => sum + segment.storedBytes, 0);
}
/** Parts, then the root: the snapshot exists when this resolves, and not before. */
async function commit(options) {
    const { packs, proved, before, changes } = options;
    const freshBytes = storedBytes(_root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => changes[name]));
    const all = _root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => before[name].flat());
    const { keptParts, intoPart } = planTables(all, freshBytes, (key) => proved.has(key));
    const isRewritten = (segment) => !keptParts.has(partOf(segment) ?? '');
    const sections = merge(options, { isRewritten, reachesOlder: intoPart });
    const written = [...new Set(_root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => sections[name].flat()).filter(isRewritten))];
    const { refs, parts } = await writeParts(options, intoPart ? written : []);
    if (!intoPart)
        for (const { stored, rawBytes, segments } of inBlocks(written))
            place(segments, { stored, rawBytes }, refs);
    const refOf = (segment) => refs.get(segment) ?? segment.ref;
    const section = (name) => sections[name].map((level) => level.map(refOf));
    const placed = { map: section('map'), tree: section('tree'), state: section('state') };
    const inUse = new Set(_root_js__WEBPACK_IMPORTED_MODULE_6__/* .SECTIONS */ .bP.flatMap((name) => placed[name].flat().flatMap(({ block }) => ((0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .isInline */ .mO)(block) ? [] : [block.key]))));
    const oldParts = [...proved.values()].filter((object) => inUse.has(object.key));
    const partBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    const content = {
        header: options.header(partBytes),
        objects: [...packs, ...oldParts, ...parts],
        sections: placed,
        gaps: options.gaps,
    };
    return putRoot(content, options, packs.some(({ key }) => !proved.has(key)) || parts.length > 0);
}
function merge({ packs, before, changes }, policy) {
    const isUsed = new Set(packs.map(({ key }) => key));
    const map = (0,_map_js__WEBPACK_IMPORTED_MODULE_5__/* .addToMap */ .ZS)(before.map.flat(), changes.map, (pack) => isUsed.has(pack), policy);
    return {
        map: map.length === 0 ? [] : [map],
        tree: (0,_table_js__WEBPACK_IMPORTED_MODULE_9__/* .addLevel */ .K$)(_tree_js__WEBPACK_IMPORTED_MODULE_10__/* .TREE */ .Pr, before.tree, changes.tree, policy),
        state: (0,_table_js__WEBPACK_IMPORTED_MODULE_9__/* .addLevel */ .K$)(_state_js__WEBPACK_IMPORTED_MODULE_8__/* .STATE */ .c4, before.state, changes.state, policy),
    };
}
function* inBlocks(segments) {
    let group = [];
    let rawBytes = 0;
    const filled = () => {
        const raw = joined(group, rawBytes);
        const stored = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .compressSync */ .oS)(raw, BLOCK_ZSTD_LEVEL);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .release */ ._r)(raw);
        return { segments: group, stored, rawBytes };
    };
    for (const segment of segments) {
        if (group.length > 0 && rawBytes + segment.rawBytes > BLOCK_RAW_BYTES) {
            yield filled();
            group = [];
            rawBytes = 0;
        }
        group.push(segment);
        rawBytes += segment.rawBytes;
    }
    if (group.length > 0)
        yield filled();
}
function joined(segments, rawBytes) {
    const whole = Buffer.allocUnsafeSlow(rawBytes);
    let end = 0;
    for (const segment of segments) {
        const raw = segment.raw();
        end += raw.copy(whole, end);
        // That of a loaded segment is a part of its block, which others are cut from too.
        if (!('ref' in segment))
            (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .release */ ._r)(raw);
    }
    return whole;
}
function place(segments, block, refs) {
    let start = 0;
    for (const segment of segments) {
        const { rows, rawBytes } = segment;
        refs.set(segment, { rows, block, start, rawBytes });
        start += rawBytes;
    }
}
async function writeParts({ store, series, utc, signal }, segments) {
    const refs = new Map();
    const parts = [];
    const most = segments.reduce((sum, segment) => sum + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .compressBound */ .PW)(segment.rawBytes), 0);
    const part = Buffer.allocUnsafeSlow(Math.min(_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.packMaxBytes, most));
    let blocks = [];
    let offset = 0;
    const write = async () => {
        const body = part.subarray(0, offset);
        const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', body, 'buffer');
        const key = (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .blobKey */ .bd)('parts', series, utc, sha256);
        const { object } = await (0,_fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__/* .putBlob */ .H)(store, key, body, sha256, { signal });
        parts.push(object);
        for (const block of blocks)
            place(block.segments, { ...block.place, key }, refs);
        blocks = [];
        offset = 0;
    };
    for (const { stored, rawBytes, segments: group } of inBlocks(segments)) {
        if (stored.length > part.length)
            throw new Error(`a block takes ${String(stored.length)} bytes`);
        if (offset + stored.length > part.length)
            await write();
        const sha256 = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .hashOfBlock */ .RA)(stored);
        blocks.push({ segments: group, place: { rawBytes, storedBytes: stored.length, offset, sha256 } });
        offset += stored.copy(part, offset);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .release */ ._r)(stored);
    }
    if (offset > 0)
        await write();
    return { refs, parts };
}
/** @param isChange whether anything was written before it */
async function putRoot(content, options, isChange) {
    const { store, series, elapsedSeconds, signal } = options;
    const bytes = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeRoot */ .pR)(content);
    const id = (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotId */ .iy)((0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseUtc */ .y5)(content.header.utc), bytes);
    // What cannot be read back is not committed.
    const root = (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeRoot */ .HK)({ series, id }, bytes);
    refuseLate(elapsedSeconds(), 'so its snapshot is not committed');
    const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes, 'buffer');
    // The key holds the hash of the bytes: if it is taken, then by these very bytes, which are looked at all the same.
    const { versionId } = await (0,_fragment_writer_js__WEBPACK_IMPORTED_MODULE_3__/* .putBlob */ .H)(store, (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .rootKey */ .eO)(series, id), bytes, sha256, { signal });
    refuseLate(elapsedSeconds(), `so snapshot ${id} came too late and does not count`);
    if (options.keepsTime !== true)
        await checkTime(id, options, isChange);
    return { id, root, rootBytes: bytes.length, sha256: sha256.toString('hex'), versionId };
}
/** Clocks that differ by less agree. */
const CLOCKS_AGREE_MS = 60_000;
/**
 * A snapshot counts only if S3's LastModified fits its name: a server whose answers and objects go by different clocks would
 * take backups every night that no restore finds. One HEAD; none where the root alone was written and the server's clock is
 * that of this machine.
 */
async function checkTime(id, { store, series, utc, now, signal }, isChange) {
    const date = store.serverDate() ?? utc;
    const agrees = now !== undefined && Math.abs(date.getTime() - now().getTime()) <= CLOCKS_AGREE_MS;
    const written = agrees && !isChange ? date : await lastModifiedOf(store, (0,_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .rootKey */ .eO)(series, id), date, signal);
    if ((0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .isTrustedTime */ .hW)(utc, written))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'time-not-trusted',
        message: `Snapshot ${id} was written, and does not count: its run began at ${utc.toISOString()} by the server's Date, and its root has the time ${written.toISOString()}.`,
        why: 'A snapshot is `latest`, a parent and kept by retention only if the time that the server gives its root fits its name: the clock of the server jumped during the run, or its parts have different clocks.',
        fix: 'Set the clocks of the server right, then run the backup again: what was uploaded is used.',
    });
}
async function lastModifiedOf(store, key, otherwise, signal) {
    const head = await store.head(key, { signal });
    if (head !== undefined)
        return head.lastModified ?? otherwise;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'object-lost',
        message: `${key} is not there, although the server took it.`,
        why: 'Somebody deleted it at once, or the server does not show what it has just taken.',
        fix: 'Run the backup again, and find out who may delete in this vault.',
    });
}
function refuseLate(elapsedSeconds, consequence) {
    if (elapsedSeconds <= _limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.backupMaxSeconds)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'backup-too-long',
        message: `The backup took longer than ${String(_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b.backupMaxSeconds / 3600)} hours, ${consequence}.`,
        why: 'Prune may delete what it built on after that time.',
        fix: 'Run it again: what it has uploaded is used. Split the source into several series if it takes as long again.',
    });
}


/***/ }),

/***/ 46086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ FileHasher)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56215);


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
            this.feed(ids.subarray(i * _columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA, (i + 1) * _columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA), raw.subarray(at, at + length));
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
        one.at += _columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA;
        if (one.at < one.file.fragments.length) {
            this.wait(one);
            return;
        }
        (one.whole.digest().equals(one.file.sha256) ? this.right : this.wrong).push(one.file);
    }
    wait(one) {
        const name = one.file.fragments.toString('latin1', one.at, one.at + _columns_js__WEBPACK_IMPORTED_MODULE_1__/* .HASH_BYTES */ .FA);
        const files = this.waiting.get(name);
        if (files === undefined)
            this.waiting.set(name, [one]);
        else
            files.push(one);
    }
}


/***/ }),

/***/ 39039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ FragmentWriter),
  H: () => (/* binding */ putBlob)
});

// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/snapshot/columns.js
var columns = __webpack_require__(56215);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/map.js
var map = __webpack_require__(63022);
// EXTERNAL MODULE: ./lib/snapshot/pack.js
var pack = __webpack_require__(67331);
// EXTERNAL MODULE: ./lib/snapshot/frame-memory.js
var frame_memory = __webpack_require__(77585);
// EXTERNAL MODULE: ./lib/snapshot/root.js + 1 modules
var root = __webpack_require__(51344);
;// CONCATENATED MODULE: ./lib/snapshot/slots.js
/** A number of things in flight, bounded. First come, first served. */
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

;// CONCATENATED MODULE: ./lib/snapshot/fragment-writer.js









const MiB = 1024 * 1024;
/**
 * Little is compressed well, much is compressed fast: up to so many new bytes, this level of zstd, and this many raw
 * bytes of neighbouring fragments to a frame.
 */
const EFFORTS = [
    { upToBytes: MiB, level: 19, frameBytes: 4 * MiB },
    { upToBytes: 4 * MiB, level: 17, frameBytes: 4 * MiB },
    { upToBytes: 10 * MiB, level: 15, frameBytes: 4 * MiB },
    { upToBytes: 48 * MiB, level: 9, frameBytes: 4 * MiB },
    { upToBytes: 128 * MiB, level: 6, frameBytes: 2 * MiB },
    { upToBytes: Infinity, level: 3, frameBytes: MiB },
];
/** Stored bytes at which a pack is closed: a quarter of what a pack may be, since some of them are in memory at once. */
const PACK_BYTES = 8 * MiB;
/** Frames that are filled, compressed and checked side by side. */
const FRAMES_IN_FLIGHT = 3;
const UPLOADS_IN_FLIGHT = 2;
/** New fragments in; frames, packs and uploads out, a bounded number of bytes at a time. */
class FragmentWriter {
    options;
    frameSlots = new Slots(FRAMES_IN_FLIGHT);
    uploadSlots = new Slots(UPLOADS_IN_FLIGHT);
    freeFrames = [];
    freePacks = [];
    uploading = [];
    objects = [];
    map = new map/* MapWriter */._b();
    frame;
    pack;
    /** Frames are compressed side by side, and enter packs in their order. */
    inOrder = Promise.resolve();
    lastTurn = Promise.resolve();
    failure;
    rawBytes = 0;
    constructor(options) {
        this.options = options;
    }
    /** Whether a fragment that lies at this row of the index is used again as it is. */
    isReusable(row) {
        const { index, retired } = this.options;
        return row >= 0 && (index.isClaimed(row) || retired.size === 0 || !retired.has(index.pack(row)));
    }
    /** Windows of several threads come in turn: each may wait for a free frame in the middle. */
    take(ids, borders, memory) {
        const turn = this.lastTurn.then(() => this.takeWindow(ids, borders, memory));
        this.lastTurn = (0,lib_async/* awaitedLater */.kW)(turn);
        return turn;
    }
    async takeWindow(ids, borders, memory) {
        const { index } = this.options;
        for (let i = 0; 2 * i < borders.length; i++) {
            const start = borders[2 * i];
            const end = borders[2 * i + 1];
            if (this.isReusable(index.find(ids, i * columns/* HASH_BYTES */.FA)))
                continue;
            const frame = (this.frame ??= await this.openFrame());
            // Known from here on, whichever thread comes across it next.
            index.claim(ids, i * columns/* HASH_BYTES */.FA, end - start);
            memory.copy(frame.memory.raw, frame.usedBytes, start, end);
            frame.usedBytes += end - start;
            frame.ids.push(ids.subarray(i * columns/* HASH_BYTES */.FA, (i + 1) * columns/* HASH_BYTES */.FA));
            frame.lengths.push(end - start);
            this.rawBytes += end - start;
            if (frame.usedBytes >= this.effort().frameBytes)
                this.closeFrame(frame);
        }
    }
    /** Whatever waits, or comes later, fails with this. */
    fail(error) {
        this.failure ??= error;
        this.frameSlots.fail(error);
        this.uploadSlots.fail(error);
    }
    /** Everything that was taken is stored when this resolves. */
    async finish() {
        if (this.frame !== undefined)
            this.closeFrame(this.frame);
        await this.inOrder;
        if (this.pack !== undefined && this.failure === undefined)
            await this.closePack(this.pack);
        await Promise.all(this.uploading);
        if (this.failure !== undefined)
            throw this.failure;
        const storedBytes = this.objects.reduce((sum, object) => sum + object.sizeBytes, 0);
        return { objects: this.objects, map: this.map.finish(), rawBytes: this.rawBytes, storedBytes };
    }
    async openFrame() {
        await this.frameSlots.acquire();
        const memory = this.freeFrames.pop() ?? new frame_memory/* FrameMemory */.B(this.effort().frameBytes + this.options.chunker.maxBytes);
        return { memory, usedBytes: 0, ids: [], lengths: [] };
    }
    closeFrame(frame) {
        this.frame = undefined;
        const { memory, usedBytes, ids, lengths } = frame;
        const encoding = (0,lib_async/* awaitedLater */.kW)(this.options.encode(memory, usedBytes, this.effort().level));
        this.inOrder = this.inOrder
            .then(async () => {
            const stored = memory.encoded.subarray(0, await encoding);
            await this.addToPack({ stored, rawBytes: usedBytes, ids: Buffer.concat(ids), lengths });
            this.freeFrames.push(memory);
            this.frameSlots.release();
        })
            .catch((error) => {
            this.fail(error);
        });
    }
    effort() {
        const bytes = Math.max(this.options.expectedBytes ?? 0, this.rawBytes);
        return EFFORTS.find(({ upToBytes }) => bytes <= upToBytes) ?? EFFORTS[4];
    }
    async addToPack(frame) {
        if (this.pack?.fits(frame) === false)
            await this.closePack(this.pack);
        this.pack ??= new pack/* PackBuilder */.h9(this.freePacks.pop());
        this.pack.add(frame);
        if (this.pack.sizeBytes >= PACK_BYTES)
            await this.closePack(this.pack);
    }
    async closePack(pack) {
        await this.uploadSlots.acquire();
        this.pack = undefined;
        const { series, utc } = this.options;
        const sealed = pack.seal((sha256) => (0,keys/* blobKey */.bd)('packs', series, utc, sha256));
        this.uploading.push(this.upload(sealed).then(() => {
            this.freePacks.push(Buffer.from(sealed.body.buffer));
            this.uploadSlots.release();
        }, (error) => {
            this.fail(error);
        }));
    }
    async upload({ key, body, sha256, frames }) {
        const { store, storageClass, signal, onUpload } = this.options;
        const { object } = await putBlob(store, key, body, sha256, { storageClass, signal });
        this.objects.push(object);
        for (const frame of frames)
            this.map.push(frame);
        onUpload(body.length);
    }
}
/**
 * PUT of an object under its name. The key holds its hash, so what lies there already can only be these very bytes, from
 * an earlier try whose answer was lost: they are compared, never trusted.
 */
async function putBlob(store, key, body, sha256, options) {
    const put = await store.putNew(key, body, { ...options, sha256 });
    const found = put.created ? put : await fragment_writer_confirm(store, key, body, sha256, options);
    const { length } = body;
    const object = { key, sizeBytes: length, liveBytes: length, etag: (0,root/* etagHint */.d8)(found.etag) };
    return { object, versionId: found.versionId };
}
async function fragment_writer_confirm(store, key, body, sha256, options) {
    const { signal } = options;
    const head = await store.head(key, { signal });
    // Some servers answer 412 over a delete marker too, where nothing lies.
    if (head === undefined)
        return store.putOver(key, body, { ...options, sha256 });
    if (head?.sha256?.equals(sha256) === true && head.sizeBytes === body.length)
        return head;
    const found = await store.get(key, { signal });
    if (found.body.equals(body))
        return found;
    throw new errors/* HoldfastError */.Et({
        code: 'key-taken',
        message: `Another object lies at the new key ${key}.`,
        why: 'The key holds the hash of what should lie there, so somebody else wrote there.',
        fix: 'Find out who else may write to this vault; run the backup again.',
    });
}


/***/ }),

/***/ 77585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ FrameMemory)
/* harmony export */ });
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92406);

/** Memory of one frame, shared by the threads: the raw bytes, and behind them room for the compressed ones. */
class FrameMemory {
    shared;
    raw;
    encoded;
    /** @param shared the same frame's memory on another thread */
    constructor(rawBytes, shared = new SharedArrayBuffer(rawBytes + (0,_zstd_js__WEBPACK_IMPORTED_MODULE_0__/* .compressBound */ .PW)(rawBytes))) {
        this.shared = shared;
        this.raw = Buffer.from(shared, 0, rawBytes);
        this.encoded = Buffer.from(shared, rawBytes);
    }
}


/***/ }),

/***/ 858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ probeConditionalWrites),
/* harmony export */   L: () => (/* binding */ checkBucket)
/* harmony export */ });
/* harmony import */ var _aws_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75809);
/* harmony import */ var _aws_posture_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63305);
/* harmony import */ var _aws_providers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68879);
/* harmony import */ var _aws_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8083);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _probe_object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88199);
/* harmony import */ var _probe_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(45851);







/**
 * Proves, before anything is written, that the bucket is fit for a vault: six calls for its configuration and one PUT,
 * all at once; where encryption is asked for, a HEAD of the probe in place of one of the calls. More is asked only where
 * a call is not served, or an answer contradicts it. What an object shows decides, and not what a call says.
 *
 * A bucket that is refused keeps nothing of this run, as far as the role may delete: the probe gets a delete marker, or is
 * gone where the bucket keeps no versions.
 *
 * @throws bucket-unsafe in mode `enforce`
 */
async function checkBucket(connection, store, options) {
    const { mode, isDry = false, looks = false, signal } = options;
    if (mode === 'off')
        return [];
    const { prefix, encryption, endpointUrl } = connection.settings;
    const asked = encryption === undefined || encryption.mode === 'bucket-default' ? undefined : encryption.mode;
    const [posture, probed, head] = await (0,_aws_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .allOrStop */ .PR)(signal, (shared) => Promise.all([
        (0,_aws_posture_js__WEBPACK_IMPORTED_MODULE_1__/* .readPosture */ .T_)(connection, { signal: shared, withEncryption: asked === undefined }),
        probe(store, shared, connection),
        asked === undefined ? undefined : headProbe(store, shared),
    ]));
    const isKnown = probed.put?.created === true || !looks;
    const seen = isKnown ? head : (head ?? (await headProbe(store, signal)));
    const trial = { store, isDry, signal, asked, head: seen, first: isDry ? undefined : probed.put };
    const facts = {
        prefix,
        encryptionRequested: asked !== undefined,
        encryption: probed.encryption ?? (await encryptionProof(trial, posture.encryption)),
        versions: await versionsProof(trial, posture.versioning),
        page: (0,_aws_providers_js__WEBPACK_IMPORTED_MODULE_6__/* .providerPage */ .f)(endpointUrl),
    };
    const judged = (0,_aws_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .judgePosture */ .AJ)(posture, facts).map((finding) => (isDry ? untried(finding, facts) : finding));
    const findings = [...judged, ...probed.findings];
    const isRefused = mode === 'enforce' && findings.some(({ severity }) => severity === 'refuse');
    if (isRefused && !isDry && probed.put?.created === true)
        await removeProbe(store, signal);
    (0,_aws_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .applyBucketChecks */ .Yn)(findings, mode, connection.emit);
    return findings;
}
/** In a dry run nothing is put, so that a proof which is missing says nothing. */
function untried(finding, facts) {
    const proof = finding.check === 'versioning' ? facts.versions : facts.encryption;
    const isUntried = ['versioning', 'encryption'].includes(finding.check) && proof?.isProved === false;
    return isUntried && finding.severity === 'refuse' ? { ...finding, severity: 'warn' } : finding;
}
const CONDITIONAL = 'conditional-writes';
/**
 * Whether a PUT with `If-None-Match: *` is refused where an object lies. One request on a vault that was probed before
 * (412 is the proof), two on a new one.
 *
 * @param connection to find out which part of the PUT it is that the server does not serve
 */
async function probe(store, signal, connection) {
    const options = signal === undefined ? {} : { signal };
    try {
        const put = await store.putNew(_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B, _probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_BYTES */ .Z, options);
        const second = put.created ? await store.putNew(_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B, _probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_BYTES */ .Z, options) : put;
        return { put, findings: [second.created ? overwrites() : REFUSES_TO_OVERWRITE] };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et) || !['not-implemented', 's3-failed'].includes(error.code))
            throw error;
        const found = connection === undefined ? undefined : await (0,_probe_js__WEBPACK_IMPORTED_MODULE_5__/* .diagnose */ .h)(connection, signal);
        const why = error.why ?? error.message;
        if (found === undefined && error.code === 's3-failed')
            throw error;
        if (found === undefined || found.lacks === 'If-None-Match')
            return { put: found?.put, findings: [{ check: CONDITIONAL, ...NO_CONDITIONAL_WRITES, why }] };
        const { put, lacks } = found;
        if (lacks === 'encryption')
            return { put, findings: [REFUSES_TO_OVERWRITE], encryption: { isProved: false, why } };
        const message = 'The server refuses a PUT with a SHA-256 checksum (no-checksums).';
        const fix = 'Use a server that takes x-amz-checksum-sha256: AWS S3, or a current version of Ceph RGW, MinIO and others.';
        return { put, findings: [{ check: 'checksums', severity: 'refuse', message, why, fix }] };
    }
}
async function probeConditionalWrites(store, signal) {
    const { findings } = await probe(store, signal);
    return findings[0] ?? overwrites();
}
const REFUSES_TO_OVERWRITE = {
    check: CONDITIONAL,
    severity: 'ok',
    message: 'The server refuses to overwrite (If-None-Match).',
};
const NO_CONDITIONAL_WRITES = {
    severity: 'refuse',
    message: 'The server does not support conditional writes (no-conditional-writes).',
    fix: 'Use a server that honours If-None-Match on PutObject: AWS S3, or a current version of Ceph RGW, MinIO and others.',
};
function overwrites() {
    const why = 'It accepted a PUT with If-None-Match: * over an object that exists.';
    return { check: CONDITIONAL, ...NO_CONDITIONAL_WRITES, why };
}
/** undefined: the call's word is good enough, since nothing contradicts it. */
async function encryptionProof(trial, reading) {
    const { store, asked, first, signal } = trial;
    const look = async () => (await headProbe(store, signal))?.serverSideEncryption;
    const isClaimed = reading.state === 'ok' && reading.value !== undefined;
    if (asked === undefined && first?.created !== true && (isClaimed ? trial.head === undefined : true))
        return isClaimed ? undefined : encrypted(await look(), asked);
    // Some servers name it in the answer to a HEAD only.
    const seen = first?.created === true ? (first.serverSideEncryption ?? (await look())) : trial.head?.serverSideEncryption;
    const isRight = asked === undefined ? seen !== undefined : seen === asked;
    if (isRight || first?.created === true || trial.isDry)
        return encrypted(seen, asked);
    // The probe is older than the wish or the setting: it is put once more.
    const again = await overProbe(trial);
    if ('created' in again)
        return encrypted(again.serverSideEncryption ?? (await look()), asked);
    if (asked === undefined)
        return undefined;
    return seen === undefined
        ? again
        : { isProved: true, why: `Stored objects are encrypted with ${seen}. ${again.why}` };
}
function encrypted(seen, asked) {
    if (seen === undefined)
        return { isProved: false, why: 'No answer about a stored object names its encryption.' };
    const isProved = asked === undefined || seen === asked;
    return {
        isProved,
        why: `A stored object is encrypted with ${seen}${isProved ? '' : `, and not with ${String(asked)}`}.`,
    };
}
/**
 * Whether an object that is overwritten stays as an S3 version: tried on the probe's key, where the call for the bucket's
 * versioning says nothing, or says what the answer to a PUT does not bear out. Three requests.
 */
async function versionsProof(trial, reading) {
    const { store, isDry, signal } = trial;
    const first = trial.first?.created === true ? trial.first : undefined;
    const seen = first ?? trial.head;
    const isEnabled = reading.state === 'ok' && reading.value === 'Enabled';
    if (reading.state === 'ok' && (!isEnabled || seen === undefined || isReal(seen.versionId)))
        return undefined;
    const before = (seen ?? (await headProbe(store, signal)))?.versionId;
    if (isDry)
        return isReal(before)
            ? { isProved: true, why: 'An object of the vault has a version id.' }
            : { isProved: false, why: 'A dry run writes nothing by which it could be tried.' };
    if (first !== undefined && !isReal(before))
        return NO_VERSION_ID;
    const newer = await overProbe(trial);
    if (!('created' in newer)) {
        // Where nothing can be overwritten, what lies there is all that can be seen.
        if (newer.isDenied && isReal(before))
            return { isProved: true, why: 'A stored object has a version id, and the bucket refuses to overwrite it.' };
        // AWS says "null" of what was written before versioning was on; a server that has none says nothing.
        return isEnabled && newer.isDenied && before !== undefined ? undefined : newer;
    }
    const old = isReal(before) ? before : newer.versionId;
    const top = isReal(before) ? newer : await overProbe(trial);
    if (!('created' in top))
        return top;
    if (!isReal(old) || !isReal(top.versionId) || old === top.versionId)
        return NO_VERSION_ID;
    return (await headProbe(store, signal, old)) === undefined
        ? { isProved: false, why: 'An object that was overwritten could not be read by its version id any more.' }
        : { isProved: true, why: 'An object that was overwritten stays as an S3 version.' };
}
const NO_VERSION_ID = { isProved: false, why: 'The answer to a PUT names no S3 version.' };
function isReal(versionId) {
    return versionId !== undefined && versionId !== '' && versionId !== 'null';
}
/** One more S3 version of the probe, with the same bytes; a policy of the bucket may refuse it. */
async function overProbe({ store, signal }) {
    try {
        return await store.putOver(_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B, _probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_BYTES */ .Z, signal && { signal });
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et) || !['access-denied', 'not-implemented', 's3-failed'].includes(error.code))
            throw error;
        const isDenied = error.code === 'access-denied';
        return { isProved: false, isDenied, why: `It could not be tried: ${error.message}` };
    }
}
/** undefined too where it may not be looked at: then it proves nothing. */
async function headProbe(store, signal, versionId) {
    try {
        return await store.head(_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B, { ...(signal && { signal }), ...(versionId !== undefined && { versionId }) });
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et && error.code === 'access-denied')
            return undefined;
        throw error;
    }
}
/** Best effort: most roles that back up may delete nothing. */
async function removeProbe(store, signal) {
    try {
        await store.markDeleted(_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B, signal && { signal });
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et))
            throw error;
    }
}


/***/ }),

/***/ 45851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ plainPutIsRefused),
/* harmony export */   h: () => (/* binding */ diagnose)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(53711);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _aws_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8083);
/* harmony import */ var _aws_s3_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47159);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _probe_object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88199);
/** PUTs of the probe that Store has no verb for. */






/**
 * Which part of its PUTs a server does not serve, that refuses them whole: the first without which it takes one.
 * @returns undefined where it takes none
 */
async function diagnose(connection, signal) {
    const { encryption } = connection.settings;
    const isAsked = encryption !== undefined && encryption.mode !== 'bucket-default';
    const parts = [...(isAsked ? ['encryption'] : []), 'checksum', 'If-None-Match'];
    for (const lacks of parts) {
        const put = await putProbe(connection, parts.filter((part) => part !== lacks), signal).catch((error) => {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et)
                return undefined;
            throw error;
        });
        if (put !== undefined)
            return { lacks, put };
    }
    return undefined;
}
/**
 * Whether a PUT without `If-None-Match` is refused, as a policy of the bucket may ask. Where it is not, the probe gets one
 * more S3 version, with the same bytes.
 */
async function plainPutIsRefused(connection, signal) {
    try {
        await putProbe(connection, [], signal);
        return false;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et && error.code === 'access-denied')
            return true;
        throw error;
    }
}
async function putProbe(connection, parts, signal) {
    const { client, settings, emit } = connection;
    const { bucket: Bucket, prefix, expectedBucketOwner: ExpectedBucketOwner, encryption } = settings;
    const Key = prefix === '' ? _probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B : `${prefix}/${_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B}`;
    const input = {
        ...{ Bucket, Key, ExpectedBucketOwner, Body: _probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_BYTES */ .Z },
        ...(parts.includes('If-None-Match') && { IfNoneMatch: '*' }),
        ...(parts.includes('checksum') && { ChecksumSHA256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', _probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_BYTES */ .Z, 'base64') }),
        ...(parts.includes('encryption') &&
            encryption !== undefined &&
            encryption.mode !== 'bucket-default' && {
            ServerSideEncryption: encryption.mode,
            SSEKMSKeyId: encryption.kmsKeyId,
        }),
    };
    try {
        const answer = await (0,_aws_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .LH)(() => client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_5__/* .PutObjectCommand */ .wKZ(input), signal && { abortSignal: signal }), { policy: settings.retry ?? _aws_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_RETRY */ .vI, what: 'PutObject', emit, signal });
        const { ETag: etag, VersionId: versionId, ServerSideEncryption: serverSideEncryption } = answer;
        return { created: true, etag, versionId, serverSideEncryption };
    }
    catch (error) {
        signal?.throwIfAborted();
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isNamed */ .ev)(error, 'PreconditionFailed'))
            return { created: false, etag: undefined, versionId: undefined };
        throw (0,_aws_s3_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explainS3Error */ .y6)(error, { ...settings, operation: 'PutObject', key: Key });
    }
}


/***/ })

};
