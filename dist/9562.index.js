export const id = 9562;
export const ids = [9562];
export const modules = {

/***/ 33836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kb: () => (/* binding */ isRecent),
/* harmony export */   O8: () => (/* binding */ recordedRows),
/* harmony export */   _r: () => (/* binding */ partsText),
/* harmony export */   h5: () => (/* binding */ figuresOf),
/* harmony export */   ow: () => (/* binding */ judgeCoverage),
/* harmony export */   ss: () => (/* binding */ whyText)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58566);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91338);
/* harmony import */ var _series_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94587);
/** The verdict on each repository of an account: covered, or what it lacks. Pure. */



/** Recorded results that are recent enough to say that a repository is covered, and know what its snapshot lacks. */
function isRecent(result, now, maxAgeSeconds) {
    if (result?.parts === undefined)
        return false;
    return result.utc !== undefined && now.getTime() - result.utc.getTime() <= maxAgeSeconds * 1000;
}
/** Every repository of the account, and every one that is only in the vault; sorted by state and name. */
function judgeCoverage(facts) {
    const listed = facts.chosen.map((each) => rowOf(each, facts));
    return [...listed, ...goneRows(facts)].toSorted(byUrgency);
}
function byUrgency(a, b) {
    return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
}
/** The rows of a recorded coverage, as it had them. Records before the verdict was a part of them have none. */
function recordedRows({ results, gone }) {
    const listed = results.flatMap((result) => {
        const { name, series, state, why, utc, verifiedAt } = result;
        if (state === undefined)
            return [];
        return [{ name, series, state, why, utc, verifiedAt, formerName: formerNameOf(name, series) }];
    });
    const lost = gone.map(({ name, series, utc, verifiedAt, since, movedTo }) => {
        const why = `${goneText(movedTo)}; since ${since.toISOString().slice(0, 10)}`;
        return { name, series, state: 'gone', why, utc, verifiedAt, formerName: undefined };
    });
    return [...listed, ...lost].toSorted(byUrgency);
}
/** What is said beside a verdict: why, and the former name; undefined if there is nothing to say. */
function whyText({ state, why, formerName, }) {
    const told = [
        ...(why === undefined ? [] : [state === 'excluded' ? `excluded by ${why}` : why]),
        ...(formerName === undefined ? [] : [`renamed: it was ${formerName}`]),
    ];
    return told.length === 0 ? undefined : told.join('; ');
}
/** What needs attention first. */
const ORDER = ['never', 'stale', 'partial', 'gone', 'covered', 'excluded'];
function rowOf({ repository: { id, name }, excludedBy }, facts) {
    const { series = '', refusal } = facts.series.get(id) ?? {};
    const result = facts.state.results.get(id);
    const newest = facts.newest.get(series);
    const isForeign = newest !== undefined && isOfAnother(newest, id);
    const found = isForeign ? undefined : newest;
    const isKnown = result?.parts !== undefined && result.utc !== undefined;
    const isFoundNewer = found !== undefined && (!isKnown || found.utc > result.utc);
    const { snapshot, utc, parts } = isFoundNewer ? { ...found, snapshot: found.id } : (result ?? {});
    const waits = !isFoundNewer && result?.waits === true;
    const isOwn = refusal === undefined;
    const row = {
        id,
        name,
        series,
        snapshot: isOwn ? snapshot : undefined,
        utc: isOwn ? utc : undefined,
        parts,
        waits,
        verifiedAt: isOwn ? result?.verifiedAt : undefined,
        formerName: formerNameOf(name, series),
        since: undefined,
        movedTo: undefined,
        result,
    };
    if (excludedBy !== undefined)
        return { ...row, state: 'excluded', why: excludedBy };
    const taken = isForeign ? (0,_series_js__WEBPACK_IMPORTED_MODULE_2__/* .takenText */ .dV)(series, newest.repositoryId) : undefined;
    return { ...row, ...judge(row, refusal ?? taken, facts) };
}
/** What its header does not say is taken for its own. */
function isOfAnother({ repositoryId }, id) {
    return repositoryId !== 0 && repositoryId !== id;
}
/** A series keeps the name that its repository had when it began. */
function formerNameOf(name, series) {
    const [, before] = /^[^/]+\/([^/]+)\/repository$/.exec(series) ?? [];
    return before === undefined || before.toLowerCase() === name.toLowerCase() ? undefined : before;
}
function judge({ utc, parts, waits, result }, refusal, { now, maxAgeSeconds }) {
    const attempt = result?.status === 'failed' ? `the last attempt failed: ${result.error ?? 'no reason is recorded'}` : undefined;
    const left = result?.status === 'left' ? 'the last leg did not get to it' : undefined;
    if (utc === undefined)
        return { state: 'never', why: refusal ?? attempt ?? left };
    const ageMs = now.getTime() - utc.getTime();
    if (ageMs > maxAgeSeconds * 1000)
        return { state: 'stale', why: attempt ?? left ?? `backed up ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .agoText */ .HB)(ageMs)}` };
    if (parts === undefined)
        return { state: 'partial', why: 'its newest snapshot cannot be read' };
    if (parts.length > 0)
        return { state: 'partial', why: lackText(parts, waits, result, now) };
    return { state: 'covered', why: attempt };
}
const PARTS_NAMED = 6;
/** The first of them: a repository has more than forty. */
function partsText(parts) {
    return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .firstOf */ .Ku)(parts, PARTS_NAMED);
}
function lackText(parts, waits, result, now) {
    const lacking = partsText(parts);
    if (!waits)
        return `not whole: ${lacking}`;
    const wholeAt = result && (0,_records_js__WEBPACK_IMPORTED_MODULE_1__/* .wholeAtOf */ .w5)(result);
    const since = wholeAt === undefined ? 'never whole so far' : `whole ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .agoText */ .HB)(now.getTime() - wholeAt.getTime())}`;
    return `git is stored, metadata wait for requests to GitHub (${since}): ${lacking}`;
}
/**
 * Recorded as gone before, recorded and not in the list now, or in the vault without a record. What was never backed up leaves
 * nothing behind, and is no row.
 */
function goneRows({ state, absent, orphans, chosen, newest, now }) {
    const listed = new Set(chosen.map(({ repository }) => repository.id));
    const before = [...state.gone.values()].filter(({ id }) => !listed.has(id));
    const known = new Set(before.map(({ series }) => series));
    const late = [...absent].flatMap(([id, absence]) => {
        const result = state.results.get(id);
        if (result === undefined || known.has(result.series))
            return [];
        const { name, series, verifiedAt } = result;
        const found = newest.get(series);
        const { snapshot, utc } = found === undefined || isOfAnother(found, id) ? result : { snapshot: found.id, utc: found.utc };
        if (snapshot === undefined)
            return [];
        return [{ id, name, series, since: now, snapshot, utc, verifiedAt, movedTo: absence.movedTo }];
    });
    const unrecorded = orphans
        .filter(({ series }) => !known.has(series))
        .map(({ newest, ...rest }) => ({ ...rest, since: now, snapshot: newest.id, utc: newest.utc }));
    const told = [...before, ...late, ...unrecorded];
    return [...told, ...oustedRows(told, listed, newest, now)].map(({ id, name, series, since, snapshot, utc, verifiedAt, movedTo }) => {
        const moved = absent.get(id)?.movedTo ?? movedTo;
        return {
            ...{ id, name, series, state: 'gone', snapshot, utc, parts: [], waits: false, verifiedAt },
            ...{ formerName: undefined, since, movedTo: moved, result: undefined },
            why: goneText(moved),
        };
    });
}
/** Of series whose names other repositories have by now: no record tells of these, but their newest snapshots do. */
function oustedRows(told, listed, newest, now) {
    const known = new Set(told.map(({ series }) => series));
    return [...newest]
        .filter(([series, { repositoryId }]) => repositoryId !== 0 && !listed.has(repositoryId) && !known.has(series))
        .map(([series, { repositoryId, id, utc }]) => {
        const [, name = ''] = series.split('/');
        return { id: repositoryId, name, series, since: now, snapshot: id, utc };
    });
}
function goneText(movedTo) {
    if (movedTo !== undefined)
        return `transferred to ${movedTo}: held here, and no longer backed up`;
    return 'gone from GitHub, or hidden from this token, and only here: held';
}
function figuresOf(rows, now, { maxAgeSeconds, verifiedSeconds }) {
    const wanted = rows.filter(({ state }) => state !== 'excluded' && state !== 'gone');
    const within = (at, seconds) => at !== undefined && now.getTime() - at.getTime() <= seconds * 1000;
    return {
        wanted: wanted.length,
        covered: wanted.filter(({ state }) => state === 'covered').length,
        recent: wanted.filter(({ utc }) => within(utc, maxAgeSeconds)).length,
        verified: wanted.filter(({ verifiedAt }) => within(verifiedAt, verifiedSeconds)).length,
    };
}


/***/ }),

/***/ 91338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ recordTime),
/* harmony export */   MU: () => (/* binding */ readGone),
/* harmony export */   PI: () => (/* binding */ mergeRecords),
/* harmony export */   bs: () => (/* binding */ readFleetRecords),
/* harmony export */   mI: () => (/* binding */ readCoverages),
/* harmony export */   n9: () => (/* binding */ readAtOf),
/* harmony export */   rh: () => (/* binding */ writeRecord),
/* harmony export */   w5: () => (/* binding */ wholeAtOf)
/* harmony export */ });
/* unused harmony export COVERAGE_STATES */
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(77934);
/* harmony import */ var _base_times_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78947);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50453);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58566);
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(97208);
/* harmony import */ var _vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58232);
/* harmony import */ var _vault_format_root_limits_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28341);
/* harmony import */ var _vault_format_zstd_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93310);
/* harmony import */ var _vault_read_damage_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(57076);
/* harmony import */ var _vault_read_vault_state_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9357);
/* harmony import */ var _series_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(94587);
/** Records of the fleet below `v1/state/fleet/`: what legs did and what a coverage saw; written, and read as hostile. */













const FORMAT = 'holdfast-fleet/1';
const STATE = 'fleet';
/** Decoded. */
const RECORD_MAX_BYTES = 64 * _base_limits_js__WEBPACK_IMPORTED_MODULE_3__/* .MiB */ .lv;
const RECORD_MAX_STORED_BYTES = 16 * _base_limits_js__WEBPACK_IMPORTED_MODULE_3__/* .MiB */ .lv;
/** An account has at most so many: https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits */
const RESULTS_MAX = 100_000;
const TEXT_MAX_CHARS = 500;
const count = valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .minValue */ .Wwf(0));
const id = valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .minValue */ .Wwf(1));
const time = valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(_base_times_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTime */ .L, valibot__WEBPACK_IMPORTED_MODULE_11__/* .transform */ .pdi((text) => new Date(text)));
const text = valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .maxLength */ .Ru6(TEXT_MAX_CHARS));
const account = valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .check */ .z6Y(_series_js__WEBPACK_IMPORTED_MODULE_10__/* .isAccountName */ .J7, 'not the name of an account'));
const named = {
    id,
    name: valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .check */ .z6Y(_series_js__WEBPACK_IMPORTED_MODULE_10__/* .isRepositoryName */ .en, 'not the name of a repository')),
    series: valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .check */ .z6Y(_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .isSeries */ ._k, 'not a series')),
};
/** How the last attempt of a leg ended; `left`: it was not begun. */
const RESULT_STATUSES = ['complete', 'partial', 'failed', 'left'];
const COVERAGE_STATES = ['covered', 'partial', 'stale', 'never', 'excluded', 'gone'];
const resultSchema = valibot__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
    ...named,
    /** Missing in a coverage's record, for a repository that no leg has tried yet. */
    status: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .picklist */ .KIO(RESULT_STATUSES)),
    /** The newest snapshot, perhaps of an earlier attempt, and when its run began. */
    snapshot: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_11__/* .check */ .z6Y(_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .isSnapshotId */ .Yr, 'not the id of a snapshot'))),
    utc: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    /** What that snapshot lacks. Missing: not known, so that a coverage looks. */
    parts: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .array */ .YOg(text), valibot__WEBPACK_IMPORTED_MODULE_11__/* .maxLength */ .Ru6(100))),
    /** It lacks nothing but requests to GitHub, and a later run reads it. */
    waits: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .literal */ .euz(true)),
    /** When the run of the newest whole snapshot began. Missing in records of an earlier version. */
    wholeAt: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    /** When the run of the newest snapshot began of which nothing waits for requests. Missing in records of an earlier version. */
    readAt: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    /** Why the last attempt failed. */
    error: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(text),
    durationMs: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(count),
    storedBytes: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(count),
    /** As GitHub said when that snapshot was made. */
    pushedAt: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    updatedAt: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    verifiedAt: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    /** In a coverage's record: its verdict, and the rule or the reason. */
    state: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .picklist */ .KIO(COVERAGE_STATES)),
    why: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(text),
});
const goneSchema = valibot__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
    ...named,
    /** 0: not known. */
    id: count,
    since: time,
    snapshot: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP()),
    utc: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    verifiedAt: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(time),
    /** `owner/name`, where it was transferred to. */
    movedTo: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(text),
});
/** What stands on top of a coverage, and what it was asked for. */
const figuresSchema = valibot__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
    wanted: count,
    covered: count,
    recent: count,
    verified: count,
    maxAgeSeconds: count,
    verifiedSeconds: count,
    /** Missing: not known. */
    versioned: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .boolean */ .zMY()),
    encrypted: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_11__/* .boolean */ .zMY()),
});
const results = valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .array */ .YOg(resultSchema), valibot__WEBPACK_IMPORTED_MODULE_11__/* .maxLength */ .Ru6(RESULTS_MAX));
const recordSchema = valibot__WEBPACK_IMPORTED_MODULE_11__/* .variant */ .Oxt('kind', [
    valibot__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({ format: valibot__WEBPACK_IMPORTED_MODULE_11__/* .literal */ .euz(FORMAT), kind: valibot__WEBPACK_IMPORTED_MODULE_11__/* .literal */ .euz('leg'), account, leg: count, of: count, results }),
    valibot__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
        format: valibot__WEBPACK_IMPORTED_MODULE_11__/* .literal */ .euz(FORMAT),
        kind: valibot__WEBPACK_IMPORTED_MODULE_11__/* .literal */ .euz('coverage'),
        account,
        results,
        gone: valibot__WEBPACK_IMPORTED_MODULE_11__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_11__/* .array */ .YOg(goneSchema), valibot__WEBPACK_IMPORTED_MODULE_11__/* .maxLength */ .Ru6(RESULTS_MAX)),
        /** Missing in records of an earlier version. */
        figures: valibot__WEBPACK_IMPORTED_MODULE_11__/* .optional */ .lqM(figuresSchema),
    }),
]);
/**
 * S3's clock now, by one request: backups have connections of their own, so that the vault's has last told the time hours ago, or
 * never. A record of a wrong time is not found, or holds snapshots of times to come and is not believed.
 */
async function recordTime(store, signal) {
    const prefix = (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .statePrefix */ .Y6)(STATE);
    for await (const page of store.list(prefix, { startAfter: `${prefix}~`, signal }))
        if (page.objects.length > 0)
            break;
    return (0,_store_store_js__WEBPACK_IMPORTED_MODULE_12__/* .requireServerDate */ .t)(store);
}
/** @param utc S3's clock */
async function writeRecord(store, utc, record, signal) {
    const cut = record.results.map((result) => ({
        ...result,
        ...(result.error === undefined ? {} : { error: (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .cutText */ .IN)(result.error, TEXT_MAX_CHARS) }),
        ...(result.why === undefined ? {} : { why: (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .cutText */ .IN)(result.why, TEXT_MAX_CHARS) }),
    }));
    await (0,_vault_read_vault_state_js__WEBPACK_IMPORTED_MODULE_9__/* .writeState */ .Jq)(store, STATE, utc, { format: FORMAT, ...record, results: cut }, signal);
}
const DAY_MS = 24 * 3600 * 1000;
/** How far back the newest coverage is looked for, before all records are listed. */
const WINDOWS_DAYS = [4, 90, Infinity];
/** Where no coverage is among them, whatever is older says nothing that a LIST of the roots would not. */
const RECORDS_READ = 2000;
const READS_IN_FLIGHT = 8;
/** A record of a time that is still to come, beyond what clocks differ by, is not believed. */
const SKEW_MS = 5 * 60_000;
/**
 * The newest coverage of an account and the records after it: most often one LIST and a GET each.
 *
 * @param of undefined: of whichever account
 */
async function readFleetRecords(store, of, now, signal) {
    return new RecordReader(store, of, now, signal).readNewest();
}
/** Every account is expected to have been looked at within this time before the newest coverage of any. */
const ACCOUNTS_DAYS = 2;
/** The newest coverage of each account, of those of the days before the newest of all; by the account's name. */
async function readCoverages(store, now, signal) {
    const reader = new RecordReader(store, undefined, now, signal);
    const newest = await reader.readNewest();
    const utc = newest.records.at(-1)?.utc;
    if (utc === undefined)
        return { coverages: [], damaged: newest.damaged };
    const days = (now.getTime() - utc.getTime()) / DAY_MS + ACCOUNTS_DAYS;
    const { records, damaged } = await reader.readSince(days, () => false, RECORDS_READ);
    const byAccount = new Map();
    for (const { record, utc: at } of records) {
        const account = record.account.toLowerCase();
        if (record.kind === 'coverage' && !byAccount.has(account))
            byAccount.set(account, { utc: at, record });
    }
    return { coverages: [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found), damaged };
}
/** How long what a coverage has said counts against later ones that do not take it back. */
const HELD_DAYS = 90;
/**
 * Repositories that are gone from GitHub: by the newest coverage, and by any of the last days that no newer record takes back.
 * A LIST and a GET for each record of these days.
 */
async function readGone(store, now, signal) {
    const reader = new RecordReader(store, undefined, now, signal);
    const { records } = await reader.readSince(HELD_DAYS, () => false);
    if (records.some(isCoverage))
        return mergeRecords(records).gone;
    return mergeRecords((await reader.readSince(Infinity, isCoverage, RECORDS_READ)).records).gone;
}
function isCoverage({ record }) {
    return record.kind === 'coverage';
}
/** Reads each record once. */
class RecordReader {
    known = new Map();
    store;
    of;
    now;
    signal;
    constructor(store, of, now, signal) {
        this.store = store;
        this.of = of?.toLowerCase();
        this.now = now;
        this.signal = signal;
    }
    /** From the newest on to the newest coverage. */
    async readNewest() {
        let found = { records: [], damaged: [] };
        for (const days of WINDOWS_DAYS) {
            found = await this.readSince(days, isCoverage, RECORDS_READ);
            if (found.records.some(isCoverage))
                break;
        }
        return found;
    }
    /** From the newest on, until one is the last that is wanted. */
    async readSince(days, isLast, most = Infinity) {
        const keys = (await this.keysSince(days)).toReversed().slice(0, most);
        const records = [];
        let wanted = 1;
        for (let at = 0; at < keys.length && !records.some(isLast); at += wanted, wanted = READS_IN_FLIGHT) {
            const read = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .yJ)(keys.slice(at, at + wanted), READS_IN_FLIGHT, (key) => this.read(key));
            for (const found of read) {
                if (found === undefined || found === 'removed' || records.some(isLast))
                    continue;
                if (this.of === undefined || found.record.account.toLowerCase() === this.of)
                    records.push(found);
            }
        }
        const damaged = [...this.known].filter(([, found]) => found === undefined).map(([key]) => key);
        return { records, damaged };
    }
    async keysSince(days) {
        const prefix = (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .statePrefix */ .Y6)(STATE);
        const since = days === Infinity ? undefined : new Date(this.now.getTime() - days * DAY_MS);
        const keys = [];
        const options = { ...(since && { startAfter: prefix + (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .formatUtc */ .ay)(since) }), signal: this.signal };
        for await (const { objects } of this.store.list(prefix, options)) {
            for (const { key } of objects) {
                if ((0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .parseStateKey */ .SY)(key) === STATE)
                    keys.push(key);
            }
        }
        const latest = (this.store.serverDate() ?? this.now).getTime() + SKEW_MS;
        return keys.filter((key) => (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .timeOfStamp */ .YN)(key.slice(prefix.length)).getTime() <= latest);
    }
    async read(key) {
        if (!this.known.has(key))
            this.known.set(key, await this.fetch(key));
        return this.known.get(key);
    }
    async fetch(key) {
        const range = { offset: 0, length: RECORD_MAX_STORED_BYTES, upTo: true };
        const got = await this.store.get(key, { ...range, signal: this.signal }).catch((error) => {
            if ((0,_vault_read_damage_js__WEBPACK_IMPORTED_MODULE_8__/* .unreadableKind */ .wZ)(error) === 'lost')
                return 'removed';
            throw error;
        });
        if (got === 'removed')
            return got;
        const { body, objectBytes } = got;
        const utc = (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .timeOfStamp */ .YN)(key.slice((0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .statePrefix */ .Y6)(STATE).length));
        const record = objectBytes > body.length ? undefined : parseRecord(body, utc);
        return record && { key, utc, record };
    }
}
/** undefined for what is no record. No time in it may lie after its own. */
function parseRecord(body, utc) {
    try {
        const record = valibot__WEBPACK_IMPORTED_MODULE_11__/* .parse */ .qgA(recordSchema, (0,_vault_format_root_limits_js__WEBPACK_IMPORTED_MODULE_6__/* .parseJson */ .qF)((0,_vault_format_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .decompressUpTo */ .IQ)(body, RECORD_MAX_BYTES, 'A record of the fleet')));
        const latest = utc.getTime() + SKEW_MS;
        const isLater = ({ utc, verifiedAt, wholeAt, readAt }) => [utc, verifiedAt, wholeAt, readAt].some((at) => at !== undefined && at.getTime() > latest);
        return record.results.some(isLater) ? undefined : record;
    }
    catch (error) {
        if (valibot__WEBPACK_IMPORTED_MODULE_11__/* .isValiError */ .F1$(error) || error instanceof SyntaxError || error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et)
            return undefined;
        if (error instanceof Error && error.message.startsWith('it has more than'))
            return undefined;
        throw error;
    }
}
/** @param records the newest first */
function mergeRecords(records) {
    const results = new Map();
    const gone = new Map();
    let coverageAt;
    for (const { record, utc } of records.toReversed()) {
        for (const result of record.results) {
            const before = results.get(result.id);
            results.set(result.id, before === undefined ? result : mergeResults(before, result));
            // A coverage has listed it, or a leg has read it.
            if (record.kind === 'coverage' || result.status === 'complete' || result.status === 'partial')
                gone.delete(result.series);
        }
        if (record.kind !== 'coverage')
            continue;
        coverageAt = utc;
        for (const each of record.gone)
            gone.set(each.series, each);
    }
    return { results, gone, coverageAt };
}
/** An attempt without a snapshot does not hide the snapshot that is there, nor how long it took to make. */
function mergeResults(older, newer) {
    const verifiedAt = laterOf(older.verifiedAt, newer.verifiedAt);
    const wholeAt = laterOf(wholeAtOf(older), wholeAtOf(newer));
    const readAt = laterOf(readAtOf(older), readAtOf(newer));
    const isNewer = newer.utc !== undefined && (older.utc === undefined || newer.utc >= older.utc);
    const { snapshot, utc, parts, waits, durationMs, storedBytes, pushedAt, updatedAt } = isNewer ? newer : older;
    const kept = { snapshot, utc, parts, waits, durationMs, storedBytes, pushedAt, updatedAt };
    const times = { ...(verifiedAt && { verifiedAt }), ...(wholeAt && { wholeAt }), ...(readAt && { readAt }) };
    return { ...newer, ...kept, ...times };
}
/** When its newest whole snapshot was made; undefined: none is known. */
function wholeAtOf({ wholeAt, utc, parts }) {
    return wholeAt ?? (parts?.length === 0 ? utc : undefined);
}
/** When its metadata were last asked for to their end, whatever else that snapshot lacks; undefined: it is not known that they were. */
function readAtOf(result) {
    return laterOf(result.readAt, wholeAtOf(result));
}
function laterOf(a, b) {
    return a === undefined || (b !== undefined && b > a) ? b : a;
}


/***/ }),

/***/ 94587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G8: () => (/* binding */ seriesOfAll),
/* harmony export */   J7: () => (/* binding */ isAccountName),
/* harmony export */   dV: () => (/* binding */ takenText),
/* harmony export */   en: () => (/* binding */ isRepositoryName),
/* harmony export */   js: () => (/* binding */ defaultSeries)
/* harmony export */ });
/* harmony import */ var _vault_format_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58232);
/** Which series is whose: that which is recorded for a repository's id, else the default of its name. Pure. */

/** The series of a nightly backup in the repository itself, so that its history goes on. */
function defaultSeries(account, name) {
    return `${account}/${name}/repository`;
}
function isAccountName(text) {
    return /^[A-Za-z0-9][\w-]{0,99}$/.test(text);
}
function isRepositoryName(text) {
    return /^(?!\.{1,2}$)[\w.-]{1,100}$/.test(text);
}
/**
 * The series of each repository, by its id. A repository that was renamed keeps its own, and one that has taken its old name
 * would share it: the one with the record has it, and the other is refused. One that is gone and was never backed up has none.
 *
 * @param recorded by id; also of those that are gone
 */
function seriesOfAll(account, repositories, recorded) {
    const isListed = new Set(repositories.map(({ id }) => id));
    const holders = [...recorded.values()]
        .filter(({ id, isHeld }) => isHeld || isListed.has(id))
        // Where one has snapshots, one that was refused, or left out, has no claim.
        .toSorted((a, b) => Number(a.isHeld) - Number(b.isHeld));
    const owners = new Map(holders.map((record) => [record.series.toLowerCase(), record]));
    const found = new Map();
    for (const { id, name } of repositories) {
        const series = recorded.get(id)?.series ?? defaultSeries(account, name);
        const owner = owners.get(series.toLowerCase());
        found.set(id, { series, refusal: refusalOf(series, id, owner) });
    }
    return found;
}
function refusalOf(series, id, owner) {
    if (!(0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .isSeries */ ._k)(series))
        return `${series} cannot be the name of a series`;
    return owner === undefined || owner.id === id ? undefined : takenText(series, owner.id, owner.name);
}
/** @param name of the repository that has the series, if it is known */
function takenText(series, id, name) {
    const last = name === undefined ? '' : `, last known as ${name}`;
    return `its series would be ${series}, which holds the backups of another repository (id ${String(id)}${last}): leave it out here, and back it up by a workflow of its own with another name`;
}


/***/ }),

/***/ 15313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ jsonRows),
/* harmony export */   Nh: () => (/* binding */ fieldsWithin),
/* harmony export */   c_: () => (/* binding */ tableOf),
/* harmony export */   d0: () => (/* binding */ jsonRow)
/* harmony export */ });
function tableOf(title, fields, rows) {
    const shown = shownFields(fields);
    const columns = Object.fromEntries(shown.map(([name, field]) => [field.title ?? name, field.kind ?? 'text']));
    return { title, columns, rows: rows.map((row) => shown.map(([, field]) => cellOf(field, row))) };
}
/** For `--json` and the report. Times are ISO text; undefined values are left out. */
function jsonRow(fields, row) {
    return jsonRows(fields, [row])[0] ?? {};
}
function jsonRows(fields, rows) {
    const named = Object.entries(fields);
    return rows.map((row) => {
        const json = {};
        for (const [name, { value, values }] of named) {
            if (values !== undefined)
                Object.assign(json, values(row));
            const found = value?.(row);
            if (found !== undefined)
                json[name] = found instanceof Date ? found.toISOString() : found;
        }
        return json;
    });
}
/** Fields of a part of a row, as fields of the row: a hit shows the fields of its entry. */
function fieldsWithin(fields, partOf) {
    return Object.fromEntries(Object.entries(fields).map(([name, { value, values, cell, ...rest }]) => [
        name,
        {
            ...rest,
            ...(value && { value: (row) => value(partOf(row)) }),
            ...(values && { values: (row) => values(partOf(row)) }),
            ...(cell && { cell: (row) => cell(partOf(row)) }),
        },
    ]));
}
/** The fields of a table, in the order of its columns. */
function shownFields(fields) {
    const ordered = [];
    for (const each of Object.entries(fields)) {
        const next = ordered.findIndex(([name]) => name === each[1].before);
        ordered.splice(next < 0 ? ordered.length : next, 0, each);
    }
    return ordered.filter(([, { kind }]) => kind !== undefined);
}
function cellOf({ value, cell }, row) {
    if (cell !== undefined)
        return cell(row);
    return (value?.(row) ?? undefined);
}


/***/ }),

/***/ 97208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ requireServerDate)
/* harmony export */ });
/** S3's own clock, after at least one answer. */
function requireServerDate(store) {
    const date = store.serverDate();
    if (date === undefined)
        throw new Error('no answer came yet');
    return date;
}


/***/ })

};
