export const id = 5075;
export const ids = [5075];
export const modules = {

/***/ 95075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  browse: () => (/* binding */ browse)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/vault/format/sealed-root.js
var sealed_root = __webpack_require__(161);
// EXTERNAL MODULE: ./lib/vault/format/table.js
var table = __webpack_require__(48342);
// EXTERNAL MODULE: ./lib/vault/format/tree.js
var tree = __webpack_require__(26596);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/read/marks.js
var read_marks = __webpack_require__(37359);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var read_snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/vault/format/sections.js
var sections = __webpack_require__(5100);
;// CONCATENATED MODULE: ./lib/browse/history.js

/** How many levels of a tree, the oldest first, are the same in two snapshots. */
function sharedLevels(before, after) {
    let count = 0;
    while (count < after.length && isSameLevel(before[count], after[count]))
        count++;
    return count;
}
function isSameLevel(a, b) {
    if (a === undefined || b?.length !== a.length)
        return false;
    return a.every((ref, index) => isSameSegment(ref, b[index]));
}
function isSameSegment(a, b) {
    return a.rows === b.rows && a.start === b.start && a.rawBytes === b.rawBytes && isSameBlock(a.block, b.block);
}
function isSameBlock(a, b) {
    if ((0,sections/* isInline */.mO)(a))
        return (0,sections/* isInline */.mO)(b) && a.stored.equals(b.stored);
    return !(0,sections/* isInline */.mO)(b) && a.key === b.key && a.offset === b.offset && a.sha256 === b.sha256;
}
const PATHS_KEPT = 200;
/** Fed with snapshots from the oldest to the newest. */
class PathHistory {
    #known = new Map();
    #count = 0;
    #last;
    /**
     * @param changes of the levels that the one before it does not have
     * @param isWhole whether these are all of its levels
     * @returns undefined for the first one
     * @throws what `changes` throws; all is then as it was before
     */
    add(info, changes, isWhole) {
        const tally = { added: 0, changed: 0, removed: 0, paths: [] };
        const number = ++this.#count;
        const before = this.#last;
        const undo = new Map();
        const note = (name, known, change) => {
            if (!undo.has(name))
                undo.set(name, known && { ...known });
            tally[change.kind]++;
            // A copy: a view would keep all of its segment.
            if (tally.paths.length < PATHS_KEPT)
                tally.paths.push({ path: Buffer.from(name, 'latin1'), ...change });
        };
        try {
            for (const { path, entry } of changes) {
                const name = path.toString('latin1');
                const known = this.#known.get(name);
                if (entry !== undefined)
                    this.#set(name, known, entry, { info, number, note });
                else if (known?.isThere === true)
                    remove(name, known, before, note);
            }
        }
        catch (error) {
            this.#restore(undo);
            throw error;
        }
        if (isWhole)
            for (const [name, known] of this.#known)
                if (known.isThere && known.seenIn !== number)
                    remove(name, known, before, note);
        this.#last = info;
        return before === undefined ? undefined : tally;
    }
    #restore(undo) {
        for (const [name, known] of undo)
            if (known === undefined)
                this.#known.delete(name);
            else
                this.#known.set(name, known);
    }
    #set(name, known, entry, { info, number, note }) {
        const { type, sizeBytes, mode } = entry;
        const facts = { type, sizeBytes, mode, sha256: latin1(entry.sha256), target: latin1(entry.target) };
        if (known === undefined) {
            const first = { ...facts, isThere: true, versions: 1, changedAt: info.utc, lastIn: info, seenIn: number };
            note(name, undefined, { kind: 'added', sizeAfter: fileSize(entry), wasFile: false });
            this.#known.set(name, first);
            return;
        }
        known.seenIn = number;
        if (known.isThere && isSame(known, facts))
            return;
        const { isThere } = known;
        note(name, known, {
            kind: isThere ? 'changed' : 'added',
            sizeBefore: isThere ? fileSize(known) : undefined,
            sizeAfter: fileSize(entry),
            wasFile: isThere && known.type === 'file',
        });
        Object.assign(known, facts, { isThere: true, changedAt: info.utc });
        known.versions++;
    }
    /** In the order of their paths' bytes: what the last snapshot has, and what it has no more. */
    files() {
        const last = this.#last;
        const shown = [...this.#known].flatMap(([name, known]) => {
            const { type, sizeBytes, versions, changedAt, isThere } = known;
            if (type === 'directory')
                return [];
            const lastIn = isThere && last !== undefined ? last : known.lastIn;
            const target = Buffer.from(known.target, 'latin1');
            return [{ isThere, path: Buffer.from(name, 'latin1'), type, sizeBytes, target, versions, changedAt, lastIn }];
        });
        shown.sort((a, b) => Buffer.compare(a.path, b.path));
        return {
            files: shown.filter(({ isThere }) => isThere),
            gone: shown.filter(({ isThere }) => !isThere),
        };
    }
}
function remove(name, known, before, note) {
    note(name, known, { kind: 'removed', sizeBefore: fileSize(known), wasFile: known.type === 'file' });
    known.isThere = false;
    if (before !== undefined)
        known.lastIn = before;
}
function latin1(bytes) {
    return bytes.length === 0 ? '' : bytes.toString('latin1');
}
function fileSize({ type, sizeBytes }) {
    return type === 'file' ? sizeBytes : undefined;
}
/** Times do not count, as in mode diff. */
function isSame(a, b) {
    return a.type === b.type && a.mode === b.mode && a.sha256 === b.sha256 && a.target === b.target;
}

;// CONCATENATED MODULE: ./lib/browse/model.js

/** What stands open of a snapshot, or all of its header; undefined if it could not be read. */
function saidOf({ header, sealed, }) {
    return header ?? sealed;
}
/** Not made with the reader's key: anybody who may write can make some. It counts for nothing, and is no damage. */
function isForeign({ problem }) {
    return (0,damage/* unreadableKind */.wZ)(problem) === 'foreign';
}
/** What should be readable, and is not. */
function isBroken(snapshot) {
    return snapshot.problem !== undefined && !isForeign(snapshot);
}
/** Others are shown, and no more: neither the newest files nor an age are theirs, as with `latest`. */
function isCounting({ info, facts }) {
    return info.timeTrusted && facts?.quarantine === undefined;
}

;// CONCATENATED MODULE: ./lib/browse/tree-difference.js


/** Rows that are compared at once: most runs of rows stay as they are. */
const RUN_ROWS = 64;
/** Those of a tree's columns that make an entry another one; times do not. */
const TREE_COLUMNS = ['mode', 'target', 'sha256'];
/** What a tree changes of the one that it was made from: see rowsSince. */
function treeChangesSince(before, after) {
    return rowsSince(tree/* TREE */.Pr, before, after, TREE_COLUMNS)?.map(tree/* treeChange */.Th);
}
/**
 * Rows of the newer levels of a table by which it differs from an earlier state, in key order, the newest of each key. Some may be
 * as they were.
 *
 * @param before levels of the earlier state, without those that both have
 * @param after levels of the later one, without the same
 * @param columns those that count, beside the key
 * @returns undefined: the later one was not made from the earlier one, since keys of its levels are missing
 */
function rowsSince(schema, before, after, columns) {
    const [older = [], ...newer] = before;
    const [level = [], ...above] = after;
    const counted = [schema.key, schema.alive, ...columns];
    const changed = differentRows(schema, level, older, counted);
    if (changed === undefined)
        return undefined;
    // A row that is again as it was in the oldest of the levels, and was another one between, is no difference of the two.
    const again = [];
    for (const { key } of (0,table/* mergeRows */.YE)(newer.map((each) => (0,table/* decodedRows */.EL)(schema, each)))) {
        const found = rowOfKey(schema, level, key);
        if (found !== undefined)
            again.push(found);
        else if (!above.some((each) => rowOfKey(schema, each, key) !== undefined))
            return undefined;
    }
    return [...(0,table/* mergeRows */.YE)([again.values(), changed.values(), ...above.map((each) => (0,table/* decodedRows */.EL)(schema, each))])];
}
/** Rows of a level that its older state has not, or not so; undefined: keys of the older one are missing. */
function differentRows(schema, level, older, columns) {
    const [now, before] = [new Cursor(level), new Cursor(older)];
    const found = [];
    while (now.segment !== undefined) {
        const { segment, row } = now;
        if (before.segment !== undefined) {
            const run = sameRun(now, before, columns);
            if (run > 0) {
                now.advance(run);
                before.advance(run);
                continue;
            }
            const order = Buffer.compare(segment.bytes(schema.key, row), before.segment.bytes(schema.key, before.row));
            if (order > 0)
                return undefined;
            if (order === 0)
                before.advance(1);
        }
        found.push({ key: segment.bytes(schema.key, row), segment, row });
        now.advance(1);
    }
    return before.segment === undefined ? found : undefined;
}
/** How many rows from here on are the same, up to the end of a segment. */
function sameRun(now, before, columns) {
    const [a, b] = [now.segment, before.segment];
    if (a === undefined || b === undefined)
        return 0;
    const most = Math.min(RUN_ROWS, a.rows - now.row, b.rows - before.row);
    let same = 0;
    for (let step = most; step > 0; step = step >> 1)
        while (same + step <= most && a.hasSameRows(now.row + same, b, before.row + same, step, columns))
            same += step;
    return same;
}
/** A place in a level. */
class Cursor {
    #level;
    #at = 0;
    row = 0;
    constructor(level) {
        this.#level = level.filter(({ rows }) => rows > 0);
    }
    /** undefined at the end. */
    get segment() {
        return this.#level[this.#at];
    }
    advance(rows) {
        this.row += rows;
        if (this.row < (this.segment?.rows ?? 0))
            return;
        this.#at++;
        this.row = 0;
    }
}
function rowOfKey(schema, level, key) {
    let low = 0;
    let high = level.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        const segment = level[middle];
        const isBefore = segment.rows === 0 || Buffer.compare(segment.bytes(schema.key, segment.rows - 1), key) < 0;
        if (isBefore)
            low = middle + 1;
        else
            high = middle;
    }
    const segment = level[low];
    if (segment === undefined)
        return undefined;
    const row = (0,table/* lowerBound */.yz)(segment, schema.key, key);
    return row < segment.rows && segment.bytes(schema.key, row).equals(key) ? { key, segment, row } : undefined;
}

;// CONCATENATED MODULE: ./lib/browse/collect.js
/** Reads what pages show of a series: roots, trees, states and marks, and never a pack. */












/**
 * What can be read of a series, and why the rest cannot be.
 *
 * @param history how many of its snapshots are shown, the newest
 * @returns undefined if it has no snapshot
 */
async function collectSeries(series, history, deps) {
    const { store, signal } = deps;
    const listed = await unlessUnreadable(() => (0,read_snapshots/* listSnapshots */.Cb)(store, series, undefined, signal));
    if (listed instanceof errors/* HoldfastError */.Et)
        return { ...nothingOf(series), problems: [problemOf('Its snapshots cannot be listed', listed)] };
    if (listed.length === 0)
        return undefined;
    const shown = listed.slice(0, history);
    const marked = await readMarks(series, shown, deps);
    const read = await readAll(series, shown, marked, deps);
    const { snapshots, removedCount } = await withoutRemoved(series, read.snapshots, deps);
    if (snapshots.length === 0 && listed.length === shown.length)
        return undefined;
    const { problems, isMarked } = marked;
    const newest = snapshots.find(({ info }) => info.id === read.line?.lastId);
    const latest = isMarked ? snapshots.find((each) => isCounting(each) && !isForeign(each)) : undefined;
    const lists = newest === undefined ? NO_LISTS : { ...read.line?.history.files(), refs: read.line?.refs };
    const olderCount = listed.length - shown.length;
    return { ...nothingOf(series), problems, isMarked, removedCount, snapshots, olderCount, latest, newest, ...lists };
}
const NO_LISTS = { files: [], gone: [], refs: undefined };
function nothingOf(series) {
    const none = { latest: undefined, newest: undefined, ...NO_LISTS };
    return { series, problems: [], isMarked: false, removedCount: 0, snapshots: [], olderCount: 0, ...none };
}
function problemOf(what, error) {
    return { text: `${what}: ${error.message}`, error };
}
async function unlessUnreadable(read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(0,damage/* isUnreadable */.GZ)(error))
            throw error;
        return error;
    }
}
async function readMarks(series, infos, { store, signal }) {
    const ids = new Set(infos.map(({ id }) => id));
    const marks = await unlessUnreadable(() => (0,read_marks/* listMarks */.rD)(store, series, { signal }));
    if (!(marks instanceof errors/* HoldfastError */.Et)) {
        const own = marks.filter(({ id }) => ids.has(id));
        return { problems: [], isMarked: true, facts: await (0,read_marks/* readMarkFacts */.nu)(store, own, signal) };
    }
    const unknown = 'whether a snapshot is verified, held or in quarantine is not known, so that none counts';
    return { problems: [problemOf(`Its marks cannot be listed, ${unknown}`, marks)], isMarked: false, facts: new Map() };
}
/** How often a series is read again without a newest snapshot whose whole tree cannot be read. */
const READ_AGAIN = 3;
/** @param infos newest first, and not none */
async function readAll(series, infos, marked, deps) {
    const broken = new Map();
    for (;;) {
        const line = new SeriesLine(deps);
        const shown = await readOnce(series, infos, { line, marked, broken }, deps);
        const failure = await unlessUnreadable(() => line.settle());
        const isSettled = !(failure instanceof errors/* HoldfastError */.Et);
        if (!isSettled && line.lastId !== undefined)
            broken.set(line.lastId, failure);
        if (!isSettled && broken.size <= READ_AGAIN)
            continue;
        const doubtful = new Set((0,sealed_root/* openBesideSealed */.xv)(shown));
        const snapshots = shown.toReversed().map((each) => {
            const problem = broken.get(each.info.id);
            return { ...each, ...(problem && { problem }), ...(doubtful.has(each) && { isBesideSealed: true }) };
        });
        return { snapshots, line: isSettled ? line : undefined };
    }
}
/** Oldest first. */
async function readOnce(series, infos, { line, marked: { facts, isMarked }, broken, }, { store, signal, onRead }) {
    const shown = [];
    const oldestFirst = infos.toReversed();
    let index = 0;
    for await (const found of (0,read_snapshots/* readRoots */.Mi)(oldestFirst, (info) => (0,root_reader/* readRoot */.XD)(store, info, { signal }))) {
        const info = oldestFirst[index++];
        const one = { info, facts: facts.get(info.id) };
        const counts = isMarked && isCounting(one) && !broken.has(info.id);
        if ('root' in found)
            shown.push({ ...one, ...(await line.add(info, found.root, counts)) });
        else
            shown.push({ ...one, ...whyUnread(found.error) });
        onRead(series, index, infos.length);
    }
    return shown;
}
/** What was removed after it was listed is not in the vault any more, and no fault of it. */
async function withoutRemoved(series, snapshots, { store, signal }) {
    if (snapshots.every(({ problem }) => (0,damage/* unreadableKind */.wZ)(problem) !== 'lost'))
        return { snapshots, removedCount: 0 };
    const listed = await unlessUnreadable(() => (0,read_snapshots/* listSnapshots */.Cb)(store, series, undefined, signal));
    if (listed instanceof errors/* HoldfastError */.Et)
        return { snapshots, removedCount: 0 };
    const there = new Set(listed.map(({ id }) => id));
    const left = snapshots.filter(({ info, problem }) => (0,damage/* unreadableKind */.wZ)(problem) !== 'lost' || there.has(info.id));
    return { snapshots: left, removedCount: snapshots.length - left.length };
}
/** The time of the newest snapshot of a series that counts; undefined if there is none, or it cannot be known. */
async function latestTime(store, series, signal) {
    const found = await unlessUnreadable(async () => {
        const infos = await (0,read_snapshots/* listSnapshots */.Cb)(store, series, undefined, signal);
        const quarantined = (0,read_marks/* quarantinedIds */.J5)(await (0,read_marks/* listMarks */.rD)(store, series, { signal }));
        return infos.find(({ id, timeTrusted }) => timeTrusted && !quarantined.has(id));
    });
    return found instanceof errors/* HoldfastError */.Et ? undefined : found?.utc;
}
function whyUnread(problem) {
    const sealed = problem instanceof sealed_root/* SealedError */.Js ? problem.facts : undefined;
    return sealed === undefined ? { problem } : { sealed };
}
function decoded(levels) {
    return levels.map((level) => level.map((segment) => (0,table/* decodeSegment */.UR)(tree/* TREE */.Pr, segment)));
}
/** The snapshots of a series that can be read and count, one after the other; of others only the header. */
class SeriesLine {
    history = new PathHistory();
    refs;
    lastId;
    #before;
    #deps;
    constructor(deps) {
        this.#deps = deps;
    }
    async add(info, root, counts) {
        const about = {
            header: root.header,
            neededBytes: root.objects.reduce((sum, { liveBytes }) => sum + liveBytes, info.sizeBytes),
        };
        if (!counts)
            return about;
        const followed = await unlessUnreadable(() => this.#follow(info, root));
        return { ...about, ...(followed instanceof errors/* HoldfastError */.Et ? { problem: followed } : followed) };
    }
    async #follow(info, root) {
        const before = this.#before;
        const isStateSame = before !== undefined &&
            before.root.sections.state.length === root.sections.state.length &&
            sharedLevels(before.root.sections.state, root.sections.state) === root.sections.state.length;
        const state = isStateSame ? undefined : await this.#load(root, 'state', 0);
        const refs = state === undefined ? this.refs : this.#deps.refsOf({ root, sections: { state } });
        const { changes: paths, isWhole, upper } = await this.#readChanges(root);
        const changes = this.history.add(info, paths, isWhole);
        const moves = compareRefs(this.refs, refs);
        this.refs = refs;
        this.lastId = info.id;
        this.#before = { info, root, upper };
        return changes === undefined || before === undefined
            ? {}
            : { before: before.info, changes: { ...changes, refs: moves } };
    }
    /** What the newest levels change, or all levels, where these do not say it: the oldest one is new, or the one before is no ancestor. */
    async #readChanges(root) {
        const { root: earlier, upper: before = [] } = this.#before ?? {};
        const kept = sharedLevels(earlier?.sections.tree ?? [], root.sections.tree);
        if (kept > 0) {
            const newer = decoded(await this.#load(root, 'tree', kept));
            const changes = treeChangesSince(before.slice(kept - 1), newer);
            if (changes !== undefined)
                return { changes, isWhole: false, upper: [...before.slice(0, kept - 1), ...newer] };
        }
        const levels = await this.#load(root, 'tree', 0);
        return { changes: (0,tree/* treeChanges */.CJ)(levels), isWhole: true, upper: decoded(levels.slice(1)) };
    }
    /** The levels of a section, without the oldest `skipped` ones. */
    async #load(root, name, skipped) {
        const { signal, store } = this.#deps;
        const wanted = { ...root, sections: { ...root.sections, [name]: root.sections[name].slice(skipped) } };
        return (await (0,read_snapshots/* loadSections */.$1)(wanted, [name], new blobs/* BlobReader */.n(store, root), signal))[name] ?? [];
    }
    /** What the newest has is read whole: nobody's levels can make the list of its files another than a restore would write. */
    async settle() {
        if (this.#before === undefined)
            return;
        const { info, root } = this.#before;
        this.history.add(info, (0,tree/* treeChanges */.CJ)(await this.#load(root, 'tree', 0)), true);
    }
}
function compareRefs(before = {}, after = {}) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .sort()
        .map((ref) => ({ ref, before: before[ref], after: after[ref] }))
        .filter((move) => move.before !== move.after);
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/base/command-line.js
var command_line = __webpack_require__(57483);
// EXTERNAL MODULE: ./lib/report/format.js
var format = __webpack_require__(87703);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/browse/shell.js
/** What is around every page: its head, style, script, and the policy that lets nothing else run or load. */


/** Untrusted text as HTML: what reorders, hides or ends something is shown as an escape. */
function shell_text(untrusted) {
    return (0,base_text/* html */.qy)((0,base_text/* visibleLine */.P8)(untrusted));
}
/** A command to copy. */
function command(line) {
    return `<code class="cmd">${shell_text(line)}</code>`;
}
const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#57606a;--line:#d0d7de;--box:#f6f8fa;--link:#0550ae;--bad:#a40e26;--mid:#7a4d00;--good:#116329;--bar:#0550ae}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9ea7b3;--line:#3d444d;--box:#161b22;--link:#79c0ff;--bad:#ff9492;--mid:#e3b341;--good:#6fdd8b;--bar:#79c0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:75rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem}footer{padding-bottom:2rem;color:var(--soft);font-size:.875rem}
nav a,.lists a{margin-right:1rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,.wide:focus-visible{outline:3px solid var(--link);outline-offset:2px}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem}
tbody tr{border-top:1px solid var(--line)}
thead th{background:var(--box);white-space:nowrap}.f thead th+th{white-space:normal}.f thead th{overflow-wrap:normal}
tbody th{background:var(--box);font-weight:600}
.p,.f td:first-child,.f th,h1,.cmd{overflow-wrap:anywhere}.p{min-width:12rem}td.w{min-width:18rem}.st{min-width:10rem}.v{min-width:7rem}
.st{overflow-wrap:anywhere}.n{text-align:right;white-space:nowrap}.t{white-space:nowrap}
.f td:first-child,.f th i,td.p,td code{white-space:pre-wrap}
.f td+td,.f thead th+th{text-align:right}.f td+td{white-space:nowrap}.f td:first-child{min-width:10rem}
.cmd,pre{font:.875rem/1.5 ui-monospace,monospace;background:var(--box);border-radius:6px}
.cmd{display:block;padding:.4rem .6rem;white-space:pre-wrap;border:1px solid var(--line)}
pre{padding:.6rem;border:1px solid var(--line);white-space:pre-wrap;margin:.5rem 0}
.facts{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0}
.facts div{flex:1 1 9rem;min-width:0;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;background:var(--box)}
.facts dt{color:var(--soft);font-size:.875rem}.facts dd{margin:0;font-size:1.15rem;font-weight:600}
.bad{color:var(--bad);font-weight:600}.mid{color:var(--mid);font-weight:600}.good{color:var(--good)}
.soft{color:var(--soft)}
details summary{cursor:pointer;color:var(--link);white-space:nowrap}
.f i{display:none;font-style:normal;font-weight:400;color:var(--soft)}
.c:checked~.wide .f i{display:inline}.c:checked~.wide .f td:first-child,.c:checked~.wide .f th i{font-family:ui-monospace,monospace;font-size:.875rem}
figure{margin:1rem 0;overflow-x:auto}figcaption{font-weight:600}
svg{display:block;width:100%;height:auto;min-width:34rem;max-width:60rem}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}svg .axis{stroke:var(--line)}svg .bar{fill:var(--bar)}svg .line{stroke:var(--bar);fill:none;stroke-width:2}
input[type=search]{width:100%;max-width:40rem;font:inherit;padding:.4rem .6rem;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
@media(max-width:40rem){body{font-size:15px}.t{white-space:normal;min-width:6.5rem}.p{min-width:8rem}th,td{padding:.3rem .4rem}h1{font-size:1.3rem}}
`.replaceAll('\n', '');
/** Finds paths in the list that the page holds as data. Texts go into the page as text only. */
const SCRIPT = `
(function(){
var list=JSON.parse(document.getElementById('paths').textContent),field=document.getElementById('q'),out=document.getElementById('hits'),said=document.getElementById('said');
field.disabled=false;
field.addEventListener('input',function(){
var words=field.value.toLowerCase().split(/\\s+/).filter(Boolean),found=0;
out.textContent='';
if(words.length)for(var i=0;i<list.length;i++)for(var j=2;j<list[i].length;j+=2){
var names=list[i][j+1].split('/'),name='';
for(var k=0;k<names.length;k++){
name=name.slice(0,parseInt(names[k][0],36))+names[k].slice(1);
var path=list[i][j]+name,low=path.toLowerCase();
if(!words.every(function(w){return low.indexOf(w)>=0}))continue;
found++;
if(found>200)continue;
var item=document.createElement('li'),link=document.createElement('a');
link.href=list[i][0]+j/2;link.textContent=path;item.appendChild(link);
var series=document.createElement('span');series.className='soft';series.textContent=' '+list[i][1];item.appendChild(series);out.appendChild(item);}}
said.textContent=words.length?found+(found===1?' path':' paths')+(found>200?', the first 200 shown':''):'';
});
})();
`.replaceAll('\n', '');
function hashOf(content) {
    return `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(content).digest('base64')}'`;
}
/** No request to anywhere, no form, no other base; the style and the script of this very page. */
function policyOf(hasScript) {
    const script = hasScript ? ` script-src ${hashOf(SCRIPT)};` : '';
    return `default-src 'none'; style-src ${hashOf(STYLE)};${script} base-uri 'none'; form-action 'none'`;
}
/** What stands before and after the content of a page. */
function pageAround({ title, hasScript }) {
    const before = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(hasScript)}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${shell_text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
`;
    return [before, `\n${hasScript ? `<script>${SCRIPT}</script>\n` : ''}</body>\n</html>\n`];
}
/** A list as data for the script, which no text in it can end: what stands before its items and after them; commas between. */
function dataBlock(id) {
    return [`<script type="application/json" id="${id}">[`, ']</script>'];
}
function dataItem(value) {
    return JSON.stringify(value).replaceAll('<', '\\u003c');
}
/** A table that scrolls by itself where it is too wide, also by keyboard. A group and no landmark: one page may have hundreds. */
function shell_table(label, heads, rows, kind = '') {
    const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
    return `<div class="wide" tabindex="0" role="group" aria-label="${shell_text(label)}"><table${kind === '' ? '' : ` class="${kind}"`}><thead><tr>${head}</tr></thead>${rows}</table></div>`;
}

;// CONCATENATED MODULE: ./lib/browse/parts.js
/** What pages share: their names, links, the commands of their rows. */





function takenOf({ files, gone }) {
    const names = [...files, ...gone].map(({ path }) => path).filter((path) => path.includes(0x5c));
    return new Set(names.map((path) => path.toString('latin1')));
}
/** The path as mode cat finds it, and no other; undefined if there is no such text. */
function typedPath(path, taken) {
    const isOther = (typed) => {
        const bytes = Buffer.from(typed);
        return !bytes.equals(path) && taken.has(bytes.toString('latin1'));
    };
    return (0,base_text/* typedPaths */.jL)(path).find((typed) => !isOther(typed));
}
/** Digits of base 36 that 128 bits need. */
const HASH_CHARS = 25;
/** The hash of a name of which nobody can make two, in letters of one case. */
function parts_hashOf(name) {
    const bits = (0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 32);
    return BigInt(`0x${bits}`).toString(36).padStart(HASH_CHARS, '0');
}
/** Names of pages: of a series by its own name, so that links last; with a hash, since names differ only in case, too. */
const namesOf = {
    index: 'index',
    search: 'search',
    series: (series) => {
        const readable = series
            .replace(/[^A-Za-z0-9]+/g, '-')
            .replace(/^-/, '')
            .slice(0, 60);
        return readable === '' ? parts_hashOf(series) : `${readable}-${parts_hashOf(series)}`;
    },
    changes: (series) => `${namesOf.series(series)}-changes`,
    files: (series, number) => `${namesOf.series(series)}-files-${String(number)}`,
    gone: (series, number) => `${namesOf.series(series)}-gone-${String(number)}`,
};
/** An id as short as commands take it; of one that begins as another one does, they say so and do nothing. */
function shortOf({ id }) {
    return /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
}
/** Never that of another snapshot. */
function anchorOf({ id }) {
    return `s${id}`;
}
/** Brings back a snapshot. */
function restoreCommand(place, info) {
    return (0,command_line/* holdfastCommand */.TC)('restore', place, { name: info.series, version: shortOf(info), path: './restored' });
}
function parts_hidden(summary, line) {
    return `<details><summary>${shell_text(summary)}</summary>${command(line)}</details>`;
}
/**
 * What a terminal is told once, so that the commands of rows are short. What is not said is unset: another page, of another vault
 * perhaps, may have set it.
 */
function exportsOf(place, series, version) {
    const { bucket, prefix, region, endpointUrl, forcePathStyle } = place;
    const all = {
        BUCKET: bucket,
        PREFIX: prefix || undefined,
        AWS_REGION: region,
        ENDPOINT_URL: endpointUrl,
        FORCE_PATH_STYLE: forcePathStyle === true ? 'true' : undefined,
        NAME: series,
        VERSION: version && shortOf(version),
    };
    const [set, unset] = [true, false].map((isSet) => Object.entries(all).flatMap(([name, value]) => {
        if (isSet !== (value !== undefined))
            return [];
        return [`HOLDFAST_${name}${value === undefined ? '' : `=${(0,command_line/* quoted */.TL)(value)}`}`];
    }));
    return [...(unset.length === 0 ? [] : [`unset ${unset.join(' ')}`]), `export ${set.join(' ')}`].join('; ');
}
/** The line, and what commands need beside it. */
function onceInTerminal(place, view, version) {
    return `<p>Once in a terminal${isSealed(view) ? `, ${WITH_KEY}` : ''}:</p>\n${command(exportsOf(place, view.series, version))}`;
}
const WITH_KEY = 'where <code>HOLDFAST_VAULT_KEY</code> has the key of this sealed series';
function isSealed({ snapshots }) {
    return snapshots.some(({ header, sealed }) => sealed !== undefined || header?.seal !== undefined);
}
function timeCell(time) {
    return `<time datetime="${time.toISOString()}">${(0,format/* formatTime */.fU)(time)}</time>`;
}
function ageOf(asOf, time) {
    return (0,base_text/* agoText */.HB)(Math.max(0, asOf.getTime() - time.getTime()));
}
/** Figures on top of a page; their values are HTML. */
function facts(list) {
    const items = Object.entries(list).map(([name, value]) => `<div><dt>${shell_text(name)}</dt><dd>${value}</dd></div>`);
    return `<dl class="facts">${items.join('')}</dl>`;
}

;// CONCATENATED MODULE: ./lib/browse/cells.js
/** What several pages say of snapshots and series. */







const NO_FIGURE = '<td class="n">';
function bytesCell(sizeBytes) {
    return sizeBytes === undefined ? NO_FIGURE : `<td class="n">${(0,format/* formatBytes */.z3)(sizeBytes)}`;
}
function countCell(count) {
    return count === undefined ? NO_FIGURE : `<td class="n">${(0,format/* formatCount */.B4)(count)}`;
}
/** As mode list says it. */
function statusOf(snapshot) {
    const kind = (0,damage/* unreadableKind */.wZ)(snapshot.problem);
    if (kind === 'foreign' || kind === 'newer')
        return `<span class="bad">${kind}</span>`;
    if (snapshot.problem !== undefined)
        return '<span class="bad">cannot be read</span>';
    const status = saidOf(snapshot)?.status ?? 'unknown';
    return `<span class="${status === 'complete' ? 'good' : 'mid'}">${shell_text(status)}</span>`;
}
/** All that is to be known of a snapshot beside its figures. */
function notesOf(snapshot) {
    const { info, sealed, isBesideSealed, problem, facts: marks } = snapshot;
    const said = saidOf(snapshot);
    const because = (what, reason) => reason === undefined ? [] : [reason === '' ? what : `${what}: ${reason}`];
    const labels = [...new Set([...(said?.labels ?? []), ...(marks?.labels ?? [])])];
    return [
        ...(problem === undefined ? [] : [problem.message]),
        ...(sealed === undefined ? [] : ['sealed: without vault-key only its status, labels and time are known']),
        ...(isBesideSealed === true ? [sealed_root/* BESIDE_SEALED */._] : []),
        ...because('anomaly', said?.anomaly),
        ...because('in quarantine, never used', marks?.quarantine),
        ...because('held', marks?.hold),
        ...because('anomaly acknowledged', marks?.acknowledged),
        ...(info.timeTrusted ? [] : ['its time is not trusted: never latest']),
        ...(labels.length === 0 ? [] : [`labels: ${labels.join(' ')}`]),
    ];
}
function notes(snapshot) {
    return notesOf(snapshot)
        .map((note) => `<br><span class="soft">${shell_text(cutNote(note))}</span>`)
        .join('');
}
/** Labels and reasons may be as long as whoever wrote them liked; mode list has all of it. */
const NOTE_MAX_CHARS = 200;
function cutNote(note) {
    return note.length <= NOTE_MAX_CHARS
        ? note
        : `${(0,base_text/* cutText */.IN)(note, NOTE_MAX_CHARS)}... (${(0,format/* formatCount */.B4)(note.length)} characters)`;
}
/** A proof, or that something is known of one and not how deep it went. */
function proofText({ level, utc }, asOf) {
    const age = ageOf(asOf, utc);
    return isRead({ level })
        ? shell_text(`${age} (${level})`)
        : `<span class="mid">marked ${age}; the mark cannot be read</span>`;
}
function isRead({ level }) {
    return level !== 'unknown';
}
/** The last proof of any of its snapshots. */
function verifiedText({ snapshots, isMarked }, asOf) {
    if (!isMarked)
        return '<span class="bad">not known</span>';
    const times = snapshots.flatMap(({ facts }) => facts?.verified ?? []);
    const read = times.filter(isRead);
    const last = (read.length === 0 ? times : read).reduce((newest, each) => (newest === undefined || each.utc > newest.utc ? each : newest), undefined);
    return last === undefined ? '<span class="mid">never</span>' : proofText(last, asOf);
}
function hasProof({ snapshots }) {
    return snapshots.some(({ facts }) => facts?.verified !== undefined && isRead(facts.verified));
}
/** What of a series could not be read: on each of its pages. */
function gapsOf({ problems, snapshots, removedCount, latest, newest }) {
    const broken = snapshots.filter(isBroken).length;
    const said = [
        ...problems.map((problem) => `<p class="bad">${shell_text(problem.text)}</p>`),
        ...(broken === 0
            ? []
            : [
                `<p class="bad">Of ${(0,base_text/* counted */.hS)(snapshots.length, 'snapshot')} ${(0,format/* formatCount */.B4)(broken)} cannot be read: the list of snapshots says why. Nothing that only such a one holds is on these pages.</p>`,
            ]),
        ...(latest?.problem === undefined || newest === undefined
            ? []
            : [
                `<p class="bad">The newest snapshot, of ${timeCell(latest.info.utc)}, is one of them: what follows of files and refs is that of ${timeCell(newest.info.utc)}.</p>`,
            ]),
        ...(removedCount === 0
            ? []
            : [`<p class="soft">${(0,base_text/* counted */.hS)(removedCount, 'snapshot')} removed while these pages were made.</p>`]),
    ];
    return said.join('\n');
}

;// CONCATENATED MODULE: ./lib/browse/file-pages.js
/** Lists of files, folder by folder, a few thousand a page; each row is the end of the command that prints the file. */






const ROWS_OF_A_PAGE = 2500;
/** Of what is gone: more than anybody looks through. */
const GONE_MAX = 20_000;
/** Ends of cells, rows and groups of rows are implied, since there are very many. */
const FOLDER_HEAD = '<tr><th colspan=3 scope=rowgroup>';
function* filePages(view, series, links) {
    const { newest } = series;
    if (newest === undefined)
        return;
    const taken = takenOf(series);
    const there = chunks(rowsOf(series.files));
    for (const [index, rows] of there.entries()) {
        const number = index + 1;
        const name = namesOf.files(series.series, number);
        const title = `Files of ${series.series}`;
        const found = [];
        const places = links.folders(name);
        const body = folders(`${title}, page ${String(number)}`, rows, (folder, list, at) => {
            found.push(folder, frontCoded(list.map((row) => row.name)));
            return `<tbody id="${places.id}${String(at)}">${FOLDER_HEAD}${folderHead(folder)}${list.map((row) => fileRow(row, undefined, taken)).join('')}`;
        });
        const about = `<p>The files of the newest snapshot that could be read, of ${timeCell(newest.info.utc)}, page ${String(number)} of ${String(there.length)}.</p>`;
        const others = there.length < 2 ? '' : pageLinks(there, series.series, index, links);
        const once = onceInTerminal(view.place, series, newest.info);
        const page = listPage(series, name, links, { title, above: [about, others], once, rows: body });
        yield { ...page, searched: [places.href, series.series, ...found] };
    }
    yield* gonePages(view, series, taken, links);
}
function* gonePages({ place }, series, taken, links) {
    const gone = chunks(rowsOf(series.gone.slice(0, GONE_MAX)));
    for (const [index, rows] of gone.entries()) {
        const name = namesOf.gone(series.series, index + 1);
        const title = `No longer in ${series.series}`;
        const body = folders(`${title}, page ${String(index + 1)}`, rows, (folder, list) => {
            const head = folder === '' ? 'At the top' : shell_text(folder);
            return `<tbody>${FOLDER_HEAD}${head}${list.map((row) => fileRow(row, shortOf(row.file.lastIn), taken)).join('')}`;
        });
        const next = index + 1 < gone.length;
        const more = next ? `<p><a href="${links.to(namesOf.gone(series.series, index + 2))}">Next page</a></p>` : '';
        const about = `<p>Paths of earlier snapshots shown here that the newest has not: ${(0,format/* formatCount */.B4)(series.gone.length)}.</p>`;
        yield listPage(series, name, links, {
            ...{ title, above: [about, more] },
            ...{ once: onceInTerminal(place, series), rows: body },
        });
    }
}
/** The box stands beside the table, since its state decides how that is shown. */
function listPage(series, name, links, { title, above, once, rows }) {
    const box = `c-${name}`;
    const main = [
        `<h1>${shell_text(title)}</h1>`,
        `<p><a href="${links.to(namesOf.series(series.series))}">Snapshots</a></p>`,
        gapsOf(series),
        ...above,
        once,
        '<p>Each row then is a command that prints the file; <code>&gt; FILE</code> after it keeps it.</p>',
        `<input type="checkbox" class="c" id="${box}"> <label for="${box}">Show commands</label>`,
        rows,
    ];
    return { name, title, main: main.filter((part) => part !== '').join('\n') };
}
/** Each name as the length of what it shares with the one before it, one digit of base 36, and the rest; slashes between them. */
function frontCoded(names) {
    const coded = names.map((name, index) => {
        const before = names[index - 1] ?? '';
        let shared = 0;
        while (shared < 35 && shared < name.length && name[shared] === before[shared])
            shared++;
        return shared.toString(36) + name.slice(shared);
    });
    return coded.join('/');
}
function pageLinks(all, series, current, links) {
    const items = all.map((rows, index) => {
        const label = shell_text(`${String(index + 1)}: ${rows[0]?.folder ?? ''}${rows[0]?.name ?? ''}`);
        return index === current
            ? `<li><b>${label}</b>`
            : `<li><a href="${links.to(namesOf.files(series, index + 1))}">${label}</a>`;
    });
    return `<details><summary>Pages, each with its first path</summary><ol>${items.join('')}</ol></details>`;
}
function rowOf(file) {
    const shown = (0,base_text/* shownPath */.pS)(file.path);
    const slash = shown.lastIndexOf('/') + 1;
    return { file, folder: shown.slice(0, slash), name: shown.slice(slash) };
}
/** The files of a folder together: in the order of paths, those of its own folders stand between them. */
function rowsOf(files) {
    return files.map(rowOf).sort((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));
}
function chunks(rows) {
    return Array.from({ length: Math.ceil(rows.length / ROWS_OF_A_PAGE) }, (_, index) => rows.slice(index * ROWS_OF_A_PAGE, (index + 1) * ROWS_OF_A_PAGE));
}
/** A table with a heading for each folder. */
function folders(label, rows, render) {
    const parts = [];
    for (let start = 0, at = 1; start < rows.length; at++) {
        const { folder } = rows[start];
        let end = start;
        while (end < rows.length && rows[end]?.folder === folder)
            end++;
        parts.push(render(folder, rows.slice(start, end), at));
        start = end;
    }
    return shell_table(label, ['Name', 'Size', 'Versions: the last one'], parts.join(''), 'f');
}
function folderHead(folder) {
    if (folder === '')
        return 'At the top';
    const include = patternOf(folder);
    if (include === undefined)
        return shell_text(folder);
    return `${shell_text(folder)}<i> ${shell_text(`holdfast restore --path ./restored --include ${(0,command_line/* quoted */.TL)(`${include}**`)}`)}</i>`;
}
/** The pattern of a path; undefined where its name has a backslash, of its own or as an escape, or ends in a space, which is cut off. */
function patternOf(path) {
    return path.includes('\\') || /\s$/.test(path) ? undefined : `/${path.replace(/[*?[\]!#~]/g, '\\$&')}`;
}
function linkCommand(path, version) {
    const include = patternOf(path);
    const which = version === undefined ? '' : `--version ${version} `;
    return include === undefined
        ? ''
        : `<i> ${shell_text(`holdfast restore ${which}--path ./restored --include ${(0,command_line/* quoted */.TL)(include)}`)}</i>`;
}
/** The row of a file with the command around its name, which the box above the table shows. */
function fileRow(row, version, taken) {
    const { file, folder, name } = row;
    const { type, sizeBytes, versions, changedAt, target } = file;
    const size = type === 'file' ? (0,format/* formatBytes */.z3)(sizeBytes) : '';
    // Of a file that is as it was in the oldest snapshot shown here, nobody knows here when it came.
    const last = versions === 1 ? '' : `<td>${String(versions)}: ${changedAt.toISOString().slice(0, 10)}`;
    const shown = type === 'file'
        ? named(row, version, typedPath(file.path, taken))
        : `${shell_text(name)} &rarr; ${shell_text((0,base_text/* shownPath */.pS)(target))}${linkCommand(folder + name, version)}`;
    return `<tr><td>${shown}<td>${size}${last}`;
}
/** @param typed the path as mode cat takes it: most often the same as is shown */
function named({ folder, name }, version, typed) {
    if (typed === undefined)
        return shell_text(name);
    const cat = `holdfast cat ${version === undefined ? '' : `--version ${version} `}`;
    const word = (0,command_line/* quoted */.TL)(typed);
    if (typed !== folder + name || typed.startsWith('-') || typed.includes("'"))
        return `${shell_text(name)}<i> ${cat}${shell_text(`--path=${word}`)}</i>`;
    if (word === typed)
        return `<i>${cat}${shell_text(folder)}</i>${shell_text(name)}`;
    return `<i>${cat}&#39;${shell_text(folder)}</i>${shell_text(name)}<i>&#39;</i>`;
}

// EXTERNAL MODULE: ./lib/fleet/coverage.js
var coverage = __webpack_require__(33836);
;// CONCATENATED MODULE: ./lib/browse/coverage.js
/** What a fleet's coverage last said, as a section of the first page. */




const CLASSES = {
    covered: 'good',
    partial: 'mid',
    stale: 'bad',
    never: 'bad',
    gone: 'mid',
    excluded: 'soft',
};
/** @param shown series that have a page */
function coverageSection(found, shown, asOf, links) {
    const { utc, record } = found;
    const rows = (0,coverage/* recordedRows */.O8)(record);
    return [
        `<h2>Coverage of ${shell_text(record.account)}</h2>`,
        `<p class="soft">As mode coverage recorded it on ${timeCell(utc)}, ${ageOf(asOf, utc)}.</p>`,
        figuresOf(found, rows),
        rows.length === 0
            ? '<p>The record names no repository.</p>'
            : shell_table(`Coverage of ${record.account}`, ['Repository', 'State', 'Newest', 'Verified', 'Why'], `<tbody>${rows.map((row) => coverage_rowOf(row, shown, utc, links)).join('')}</tbody>`),
    ].join('\n');
}
function figuresOf({ record: { figures } }, rows) {
    const counts = Map.groupBy(rows, ({ state }) => state);
    const countOf = (state) => String(counts.get(state)?.length ?? 0);
    if (figures === undefined)
        return facts({ Covered: countOf('covered'), Stale: countOf('stale'), Never: countOf('never') });
    const { wanted, covered, recent, verified, maxAgeSeconds, verifiedSeconds, encrypted, versioned } = figures;
    const of = (count) => `<span class="${count < wanted ? 'mid' : 'good'}">${String(count)} of ${String(wanted)}</span>`;
    return facts({
        'Covered: a whole snapshot, not too old': of(covered),
        [`A snapshot within ${(0,format/* formatLimit */.tW)(maxAgeSeconds)}`]: of(recent),
        [`Verified within ${(0,format/* formatLimit */.tW)(verifiedSeconds)}`]: of(verified),
        Bucket: `${knownText(encrypted, 'encrypted')}, ${knownText(versioned, 'versioned')}`,
    });
}
function knownText(is, what) {
    if (is === undefined)
        return `<span class="mid">not known whether ${what}</span>`;
    return is ? what : `<span class="bad">not ${what}</span>`;
}
/** Ages of this table count from the record. */
function coverage_rowOf(row, shown, recordedAt, links) {
    const { name, series, state, utc, verifiedAt } = row;
    const label = shown.has(series) ? `<a href="${links.to(namesOf.series(series))}">${shell_text(name)}</a>` : shell_text(name);
    const time = (at) => at === undefined ? '' : `${timeCell(at)}<br><span class="soft">${ageOf(recordedAt, at)}</span>`;
    return `<tr><td class="p">${label}<td><span class="${CLASSES[state]}">${state}</span><td class="t">${time(utc)}<td class="t">${time(verifiedAt)}<td class="p w">${shell_text((0,coverage/* whyText */.ss)(row) ?? '')}`;
}

;// CONCATENATED MODULE: ./lib/browse/index-page.js
/** The first page, with a row for each series, and the search. */







function indexRow(view, series, links) {
    const { latest, snapshots, problems, isMarked, newest } = series;
    const readable = latest?.problem === undefined ? latest : undefined;
    return {
        series: series.series,
        row: index_page_rowOf(view, series, links),
        latestAt: readable?.info.utc,
        isComplete: readable !== undefined && saidOf(readable)?.status === 'complete',
        isProved: hasProof(series) || (isMarked ? false : undefined),
        isLacking: problems.length > 0 || snapshots.some(isBroken),
        isSearched: newest !== undefined,
    };
}
function index_page_rowOf({ asOf, place }, series, links) {
    const { latest, snapshots, olderCount, problems } = series;
    const name = `<td class="p"><a href="${links.to(namesOf.series(series.series))}">${shell_text(series.series)}</a>`;
    const count = snapshots.length + olderCount;
    const why = problems.map((problem) => `<br><span class="soft">${shell_text(problem.text)}</span>`).join('');
    const broken = snapshots.filter(isBroken).length;
    const unread = broken === 0 ? '' : `<br><span class="bad">${(0,base_text/* counted */.hS)(broken, 'snapshot')} cannot be read</span>`;
    const foreign = snapshots.filter(isForeign).length;
    const others = foreign === 0 ? '' : `<br><span class="mid">${(0,format/* formatCount */.B4)(foreign)} foreign</span>`;
    const status = why + unread + others;
    const verified = `<td class="v">${verifiedText(series, asOf)}`;
    if (latest === undefined) {
        const none = problems.length > 0 ? 'not known' : 'none that counts';
        return `<tr>${name}<td class="t"><span class="bad">${none}</span><td class="st">${status.replace('<br>', '')}${countCell(count || undefined)}<td><td><td>${verified}<td>`;
    }
    const counts = latest.header?.counts;
    const time = `<td class="t">${timeCell(latest.info.utc)}<br><span class="soft">${ageOf(asOf, latest.info.utc)}</span>`;
    const sizes = `${countCell(counts?.['files'])}${bytesCell(counts?.['bytes'])}${bytesCell(latest.neededBytes)}`;
    const back = latest.problem === undefined ? parts_hidden('restore', restoreCommand(place, latest.info)) : '';
    return `<tr>${name}${time}<td class="st">${statusOf(latest)}${notes(latest)}${status}${countCell(count)}${sizes}${verified}<td>${back}`;
}
function indexPage({ place, asOf }, rows, { coverages, problems }, links) {
    const title = `s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}`;
    const shown = new Set(rows.map(({ series }) => series));
    const lacking = rows.filter(({ isLacking }) => isLacking).length;
    const main = [
        `<h1>${shell_text(title)}</h1>`,
        `<p class="soft">As of ${timeCell(asOf)}, from which all ages count.</p>`,
        ...(lacking === 0
            ? []
            : [
                `<p class="bad">Of ${(0,base_text/* counted */.hS)(lacking, 'series', 'series')} something cannot be read: its row and its pages say what.</p>`,
            ]),
        ...problems.map((problem) => `<p class="bad">${shell_text(problem)}</p>`),
        ...coverages.map((found) => coverageSection(found, shown, asOf, links)),
        '<h2>Series</h2>',
        figures(rows, asOf),
        rows.length === 0
            ? '<p>There is no snapshot in this vault.</p>'
            : shell_table('Series', ['Series', 'Newest', 'Status', 'Snapshots', 'Files', 'Size', 'In the bucket', 'Verified', 'Bring it back'], `<tbody>${rows.map(({ row }) => row).join('')}</tbody>`),
    ];
    return { name: namesOf.index, title: `Vault ${title}`, main: main.join('\n') };
}
function figures(rows, asOf) {
    const count = (is) => rows.filter(is).length;
    const without = count(({ latestAt }) => latestAt === undefined);
    const unknown = count(({ isProved }) => isProved === undefined);
    const times = rows.flatMap(({ latestAt }) => latestAt ?? []);
    const oldest = times.reduce((min, at) => (min === undefined || at < min ? at : min), undefined);
    return facts({
        Series: (0,format/* formatCount */.B4)(rows.length),
        'Newest snapshot not complete': (0,format/* formatCount */.B4)(count(({ isComplete }) => !isComplete)),
        'Never verified': `${(0,format/* formatCount */.B4)(count(({ isProved }) => isProved === false))}${unknown === 0 ? '' : `; ${(0,format/* formatCount */.B4)(unknown)} not known`}`,
        'Longest without a snapshot': `${oldest === undefined ? 'none' : ageOf(asOf, oldest)}${without === 0 ? '' : `; ${(0,format/* formatCount */.B4)(without)} without one that counts`}`,
    });
}
function searchPage(rows, links) {
    const unsearched = rows.filter(({ isSearched }) => !isSearched).length;
    const [start, end] = dataBlock('paths');
    const before = [
        '<h1>Search</h1>',
        '<noscript><p>The search needs JavaScript. All paths are in the lists of each series too.</p></noscript>',
        ...(unsearched === 0
            ? []
            : [
                `<p class="mid">The files of ${(0,base_text/* counted */.hS)(unsearched, 'series', 'series')} are not known, and not found here.</p>`,
            ]),
        '<p><label for="q">Parts of a path, in any order</label></p>',
        '<input type="search" id="q" autocomplete="off" spellcheck="false" disabled>',
        '<p id="said" role="status"></p>',
        '<ul id="hits"></ul>',
        `<p><a href="${links.to(namesOf.index)}">All series</a></p>`,
        start,
    ];
    return { name: namesOf.search, title: 'Search', before: before.join('\n'), after: end };
}

// EXTERNAL MODULE: ./lib/report/summary.js + 1 modules
var summary = __webpack_require__(52486);
;// CONCATENATED MODULE: ./lib/browse/chart.js
/** Curves of a series as SVG, each axis from zero. */

const WIDTH = 800;
const HEIGHT = 200;
const LEFT = 90;
const TOP = 12;
const BOTTOM = 26;
/** '' where there is nothing to compare. */
function chart({ title, points, unit, kind }) {
    const [first] = points;
    const last = points.at(-1);
    if (first === undefined || last === undefined || points.length < 2)
        return '';
    const most = points.reduce((max, { value }) => Math.max(max, value), 0) || 1;
    const start = first.time.getTime();
    const span = last.time.getTime() - start || 1;
    const x = (time) => LEFT + ((time.getTime() - start) / span) * (WIDTH - LEFT - 12);
    const y = (value) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM);
    const drawn = kind === 'line'
        ? `<polyline class="line" points="${points.map(({ time, value }) => `${fixed(x(time))},${fixed(y(value))}`).join(' ')}"/>`
        : points
            .map(({ time, value }) => {
            const top = y(value);
            return `<rect class="bar" x="${fixed(x(time) - 1)}" y="${fixed(top)}" width="2" height="${fixed(HEIGHT - BOTTOM - top)}"/>`;
        })
            .join('');
    const described = `${title}: from ${unit(first.value)} on ${day(first.time)} to ${unit(last.value)} on ${day(last.time)}, at most ${unit(most)}.`;
    const lines = [0, 0.5, 1]
        .map((share) => {
        const at = fixed(y(most * share));
        return `<line class="axis" x1="${String(LEFT)}" x2="${String(WIDTH)}" y1="${at}" y2="${at}"/><text x="${String(LEFT - 6)}" y="${fixed(y(most * share) + 4)}" text-anchor="end">${shell_text(unit(most * share))}</text>`;
    })
        .join('');
    const base = String(HEIGHT - 8);
    const dates = `<text x="${String(LEFT)}" y="${base}">${day(first.time)}</text><text x="${String(WIDTH - 4)}" y="${base}" text-anchor="end">${day(last.time)}</text>`;
    return `<figure><figcaption>${shell_text(title)}</figcaption><svg viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img" aria-label="${shell_text(described)}">${lines}${drawn}${dates}</svg></figure>`;
}
function fixed(value) {
    return String(Math.round(value * 10) / 10);
}
function day(time) {
    return time.toISOString().slice(0, 10);
}

;// CONCATENATED MODULE: ./lib/browse/pages.js
/** The pages of a series: its snapshots, curves and refs, and what changed. */








function seriesPage(view, series, links) {
    const { asOf } = view;
    const name = namesOf.series(series.series);
    const { latest: first, newest } = series;
    const lists = [
        series.files.length > 0
            ? `<a href="${links.to(namesOf.files(series.series, 1))}">Files (${(0,format/* formatCount */.B4)(series.files.length)})</a>`
            : '',
        series.gone.length > 0
            ? `<a href="${links.to(namesOf.gone(series.series, 1))}">No longer there (${(0,format/* formatCount */.B4)(series.gone.length)})</a>`
            : '',
        `<a href="${links.to(namesOf.changes(series.series))}">What changed</a>`,
    ];
    const counts = newest?.header?.counts;
    const main = [
        `<h1>${shell_text(series.series)}</h1>`,
        `<p class="lists">${lists.join(' ')}</p>`,
        gapsOf(series),
        facts({
            'Newest snapshot': first === undefined ? 'none that counts' : ageOf(asOf, first.info.utc),
            Files: counts === undefined ? UNKNOWN : (0,format/* formatCount */.B4)(counts['files'] ?? 0),
            Size: counts === undefined ? UNKNOWN : (0,format/* formatBytes */.z3)(counts['bytes'] ?? 0),
            Verified: verifiedText(series, asOf),
        }),
        bringBack(view, series),
        ...curves(view, series),
        '<h2>Snapshots</h2>',
        series.olderCount > 0
            ? `<p class="soft">The newest ${(0,format/* formatCount */.B4)(series.snapshots.length)}; ${(0,format/* formatCount */.B4)(series.olderCount)} older ones are not shown.</p>`
            : '',
        series.snapshots.length === 0
            ? '<p>None is known.</p>'
            : shell_table('Snapshots, newest first', ['Time', 'Status', 'Files', 'Size', 'Added to the bucket', 'Changed', 'Verified', 'Bring it back'], `<tbody>${series.snapshots.map((each) => snapshotRow(view, series, each, links)).join('')}</tbody>`),
        refsTable(view, series),
    ];
    return { name, title: series.series, main: main.filter((part) => part !== '').join('\n') };
}
const UNKNOWN = '<span class="mid">not known</span>';
function bringBack({ place }, series) {
    const { latest, newest } = series;
    const key = isSealed(series) ? `, ${WITH_KEY}` : '';
    if (latest?.problem === undefined)
        return latest === undefined
            ? ''
            : `<p>Bring back the newest snapshot${key}:</p>${command(restoreCommand(place, latest.info))}`;
    return newest === undefined
        ? ''
        : `<p>Bring back the newest snapshot that can be read${key}:</p>${command(restoreCommand(place, newest.info))}`;
}
function snapshotRow({ asOf, place }, { series }, each, links) {
    const { info, header, facts: marks, changes } = each;
    const id = links.id(namesOf.series(series), anchorOf(info));
    const verified = marks?.verified;
    const proof = verified === undefined ? '' : proofText(verified, asOf);
    const moved = changes === undefined ? '' : changesText(changes);
    const link = changes === undefined || countOf(changes) === 0 ? moved : changesLink(series, info, moved, links);
    const added = header === undefined ? undefined : (header.counts['storedBytes'] ?? 0) + info.sizeBytes;
    const back = each.problem === undefined ? parts_hidden('restore', restoreCommand(place, info)) : '';
    return `<tr id="${id}"><td class="t">${timeCell(info.utc)}<br><span class="soft">${ageOf(asOf, info.utc)}, ${shell_text(shortOf(info))}</span><td class="st">${statusOf(each)}${notes(each)}${countCell(header?.counts['files'])}${bytesCell(header?.counts['bytes'])}${bytesCell(added)}<td class="t">${link}<td class="v">${proof}<td>${back}`;
}
function changesLink(series, info, what, links) {
    return `<a href="${links.to(namesOf.changes(series), anchorOf(info))}">${what}</a>`;
}
/** Of what the page of changes has a section for. */
function countOf({ added, changed, removed, refs }) {
    return added + changed + removed + refs.length;
}
function changesText({ added, changed, removed, refs }) {
    const moved = refs.length === 0 ? '' : `, ${(0,format/* formatCount */.B4)(refs.length)} refs`;
    return `+${(0,format/* formatCount */.B4)(added)} ~${(0,format/* formatCount */.B4)(changed)} -${(0,format/* formatCount */.B4)(removed)}${moved}`;
}
function curves({ isAtAws }, { snapshots }) {
    const oldestFirst = snapshots.toReversed();
    const points = (valueOf) => oldestFirst.flatMap((each) => {
        const value = valueOf(each);
        return value === undefined ? [] : [{ time: each.info.utc, value }];
    });
    const costOf = ({ neededBytes }) => neededBytes && (neededBytes / 2 ** 30) * summary/* PRICE */.YQ.usdPerGibMonth;
    const dearest = snapshots.reduce((most, each) => Math.max(most, costOf(each) ?? 0), 0);
    const usd = (value) => `${value.toFixed(2)} USD`;
    const cost = chart({
        title: `Cost of a month if only that snapshot were kept (${summary/* PRICE */.YQ.basis})`,
        points: points(costOf),
        unit: usd,
        kind: 'line',
    });
    const shown = [
        chart({
            title: 'Size of the files',
            points: points(({ header }) => header?.counts['bytes']),
            unit: format/* formatBytes */.z3,
            kind: 'line',
        }),
        chart({
            title: 'Needed in the bucket by each snapshot',
            points: points((each) => each.neededBytes),
            unit: format/* formatBytes */.z3,
            kind: 'line',
        }),
        isAtAws && dearest >= 0.01 ? cost : '',
        chart({
            title: 'Added to the bucket by each snapshot',
            points: points(({ header, info }) => header && (header.counts['storedBytes'] ?? 0) + info.sizeBytes),
            unit: format/* formatBytes */.z3,
            kind: 'bars',
        }),
    ].filter((each) => each !== '');
    return shown.length === 0 ? [] : ['<h2>Curves</h2>', ...shown];
}
const REFS_MAX = 2000;
function refsTable({ place }, { refs, newest, snapshots }) {
    if (refs === undefined || newest === undefined)
        return '';
    const moved = new Map();
    for (const each of snapshots)
        for (const { ref } of each.changes?.refs ?? [])
            if (!moved.has(ref))
                moved.set(ref, each);
    const all = Object.entries(refs);
    const back = parts_hidden('restore', restoreCommand(place, newest.info));
    const rows = all.slice(0, REFS_MAX).map(([ref, object]) => {
        const last = moved.get(ref);
        const when = last === undefined ? '' : timeCell(last.info.utc);
        return `<tr><td class="p">${shell_text(ref)}<td><code>${shell_text(object)}</code><td class="t">${when}<td>${back}`;
    });
    const more = all.length > REFS_MAX ? `<p class="soft">And ${(0,format/* formatCount */.B4)(all.length - REFS_MAX)} more.</p>` : '';
    return `<h2>Refs</h2>${shell_table(`Refs of ${newest.info.series}`, ['Ref', 'Points to', 'Moved last', 'Bring it back'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}
/** Paths and refs on one page: the newest snapshots first. */
const CHANGES_MAX = 3000;
const MOVES_MAX = 200;
/** What changed from snapshot to snapshot, with the command that prints what was there before. */
function changesPage({ place }, series, links) {
    const name = namesOf.changes(series.series);
    const taken = takenOf(series);
    let left = CHANGES_MAX;
    const sections = series.snapshots.flatMap((each) => {
        const { changes, before, info } = each;
        if (changes === undefined || before === undefined)
            return [];
        const paths = changes.paths.slice(0, left);
        left -= paths.length;
        const all = changes.added + changes.changed + changes.removed;
        const more = all - paths.length;
        const diff = `holdfast diff ${shortOf(before)} ${shortOf(info)}`;
        const parts = [
            `<h2 id="${links.id(name, anchorOf(info))}">${timeCell(info.utc)} <span class="soft">${changesText(changes)}</span></h2>`,
            `<p class="soft">Since ${timeCell(before.utc)}: <code>${diff}</code></p>`,
            movesTable(`Refs that moved, ${(0,format/* formatTime */.fU)(info.utc)}`, changes, restoreCommand(place, before)),
            paths.length === 0
                ? ''
                : shell_table(`Paths, ${(0,format/* formatTime */.fU)(info.utc)}`, ['Change', 'Path', 'Before', 'After', 'What was before'], `<tbody>${paths.map((path) => changeRow(path, shortOf(before), taken)).join('')}</tbody>`),
            more > 0 ? `<p class="soft">And ${(0,format/* formatCount */.B4)(more)} more paths: the command above names all.</p>` : '',
        ];
        return countOf(changes) === 0 ? [] : parts.filter((part) => part !== '');
    });
    const main = [
        `<h1>What changed in <a href="${links.to(namesOf.series(series.series))}">${shell_text(series.series)}</a></h1>`,
        gapsOf(series),
        onceInTerminal(place, series),
        '<p>A command <code>holdfast cat</code> prints the file as it was; <code>&gt; FILE</code> after it keeps it.</p>',
        ...(sections.length === 0 ? [nothingChanged(series)] : sections),
    ];
    return { name, title: `What changed in ${series.series}`, main: main.filter((part) => part !== '').join('\n') };
}
function nothingChanged({ newest }) {
    if (newest !== undefined)
        return '<p>Nothing changed between the snapshots shown here that could be read.</p>';
    return '<p class="mid">What changed is not known: the files of no snapshot shown here could be read.</p>';
}
function movesTable(label, { refs }, back) {
    if (refs.length === 0)
        return '';
    const cell = (object) => `<td>${object === undefined ? '' : `<code>${shell_text(object)}</code>`}`;
    const rows = refs
        .slice(0, MOVES_MAX)
        .map(({ ref, before, after }) => `<tr><td class="p">${shell_text(ref)}${cell(before)}${cell(after)}<td>${before === undefined ? '' : parts_hidden('restore', back)}`);
    const more = refs.length > MOVES_MAX ? `<p class="soft">And ${(0,format/* formatCount */.B4)(refs.length - MOVES_MAX)} more.</p>` : '';
    return `${shell_table(label, ['Ref', 'Before', 'After', 'What was before'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}
function changeRow({ path, kind, sizeBefore, sizeAfter, wasFile }, version, taken) {
    const typed = wasFile ? typedPath(path, taken) : undefined;
    const back = typed === undefined ? '' : `<code>holdfast cat --version ${version} ${shell_text(`--path=${(0,command_line/* quoted */.TL)(typed)}`)}</code>`;
    return `<tr><td>${kind}<td class="p">${shell_text((0,base_text/* shownPath */.pS)(path))}${bytesCell(sizeBefore)}${bytesCell(sizeAfter)}<td class="p">${back}`;
}

;// CONCATENATED MODULE: ./lib/browse/site.js
/** Which pages a vault has, and how they are linked: as files of a folder, or as one file. They are written series by series. */






/** Of each series no more is kept than its row on the first page. */
class SiteBuilder {
    #view;
    #isSingle;
    #links;
    #sink;
    #rows = [];
    #searchRows = 0;
    /** @param isSingle all in one file, index.html */
    constructor(view, isSingle, sink) {
        this.#view = view;
        this.#isSingle = isSingle;
        this.#links = isSingle ? inOneFile() : inFolder();
        this.#sink = sink;
    }
    async add(series) {
        for (const part of partsOf(this.#view, series, this.#links)) {
            if (this.#isSingle)
                await this.#sink.append('sections', section(part));
            else
                await this.#putPage(part);
            if (part.searched !== undefined)
                await this.#sink.append('rows', `${this.#searchRows++ === 0 ? '' : ','}${dataItem(part.searched)}`);
        }
        this.#rows.push(indexRow(this.#view, series, this.#links));
    }
    /** The pages of the whole vault. */
    async finish(fleet) {
        const links = this.#links;
        const first = indexPage(this.#view, this.#rows, fleet, links);
        const search = searchPage(this.#rows, links);
        const rows = this.#searchRows === 0 ? [] : [{ spool: 'rows' }];
        const found = [search.before, ...rows, search.after];
        if (this.#isSingle) {
            const sections = this.#rows.length === 0 ? [] : [{ spool: 'sections' }];
            const all = [section(first), ...sections, sectionStart(search.name), ...found, SECTION_END];
            await this.#put(namesOf.index, first.title, all, true);
        }
        else {
            await this.#putPage(first);
            await this.#put(search.name, search.title, found, true);
        }
    }
    #putPage({ name, title, main }) {
        return this.#put(name, title, [main], false);
    }
    #put(name, title, main, hasScript) {
        const [before, after] = pageAround({ title, hasScript });
        return this.#sink.put(`${name}.html`, [`${before}${head(this.#links)}<main>`, ...main, `</main>${FOOT}${after}`]);
    }
}
function* partsOf(view, series, links) {
    yield seriesPage(view, series, links);
    yield changesPage(view, series, links);
    yield* filePages(view, series, links);
}
function inFolder() {
    return {
        to: (name, anchor) => `${name}.html${anchor === undefined ? '' : `#${anchor}`}`,
        id: (_, anchor) => anchor,
        folders: (name) => ({ id: 'f', href: `${name}.html#f` }),
    };
}
function inOneFile() {
    const numbers = new Map();
    return {
        to: (name, anchor) => `#${anchor === undefined ? name : `${name}_${anchor}`}`,
        id: (name, anchor) => `${name}_${anchor}`,
        folders: (name) => {
            const number = numbers.get(name) ?? numbers.size + 1;
            numbers.set(name, number);
            const id = `p${String(number)}f`;
            return { id, href: `#${id}` };
        },
    };
}
const SECTION_END = '</section>\n';
function sectionStart(name) {
    return `<section id="${(0,base_text/* html */.qy)(name)}">`;
}
function section({ name, main }) {
    return `${sectionStart(name)}${main}${SECTION_END}`;
}
function head(links) {
    return `<header><nav aria-label="Pages"><a href="${links.to(namesOf.index)}">Vault</a><a href="${links.to(namesOf.search)}">Search</a></nav></header>`;
}
const FOOT = '<footer><p>Made by <code>holdfast browse</code> from roots, trees, marks and records; no pack was read. These pages load nothing.</p></footer>';

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
;// CONCATENATED MODULE: ./lib/browse/write.js
/**
 * Writes pages into a folder that is empty, or that holds pages of an earlier run and nothing else that matters. They are made in a
 * folder inside it, and put in place when all are there: a run that fails leaves the pages of the earlier one.
 */







/** Names the files of the run that wrote it. */
const RECORD = 'holdfast-browse.json';
const FORMAT = 'holdfast-browse/1';
const pageName = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[A-Za-z0-9][A-Za-z0-9-]{0,120}\.html$/));
const recordSchema = dist/* object */.Ikc({ format: dist/* literal */.euz(FORMAT), files: dist/* pipe */.FsL(dist/* array */.YOg(pageName), dist/* maxLength */.Ru6(1_000_000)) });
/** Before anything is read. @throws target-not-empty */
async function checkFolder(folder) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    const known = new Set([RECORD, ...(await readRecord(folder))]);
    const isKnown = (name) => known.has(name.replace(UNFINISHED, '')) || STAGING.test(name);
    const first = (await (0,promises_.readdir)(folder)).find((name) => !isKnown(name));
    if (first === undefined)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'target-not-empty',
        message: `The folder ${folder} holds ${JSON.stringify(first)}, which no run of browse has made.`,
        why: 'Pages go into a folder of their own: what an earlier run has made there is replaced.',
        fix: 'Give an empty folder, or one that does not exist yet.',
        exitCode: 2,
    });
}
/** Holds the pages of a run until all are made. */
class SiteWriter {
    #folder;
    #staging;
    #names = new Set();
    #spools = new Map();
    #bytes = 0;
    constructor(folder, staging) {
        this.#folder = folder;
        this.#staging = staging;
    }
    /** @throws target-not-empty */
    static async open(folder) {
        await checkFolder(folder);
        const staging = (0,external_node_path_.join)(folder, `holdfast-browse-${unusedSuffix()}`);
        await (0,promises_.mkdir)(staging);
        return new SiteWriter(folder, staging);
    }
    get pages() {
        return this.#names.size;
    }
    /** Of all pages. */
    get bytes() {
        return this.#bytes;
    }
    async append(spool, text) {
        const known = this.#spools.get(spool);
        const file = known ?? (await (0,promises_.open)(this.#pathOf(spool), 'wx'));
        this.#spools.set(spool, file);
        await file.appendFile(text);
    }
    async put(name, pieces) {
        if (this.#names.has(name))
            throw new Error(`${name} was made twice`);
        this.#names.add(name);
        const file = await (0,promises_.open)((0,external_node_path_.join)(this.#staging, name), 'wx');
        try {
            for (const piece of pieces) {
                const isText = typeof piece === 'string';
                await file.appendFile(isText ? piece : (0,external_node_fs_.createReadStream)(this.#pathOf(piece.spool)));
            }
            this.#bytes += (await file.stat()).size;
        }
        finally {
            await file.close();
        }
    }
    /** Puts the pages in place. Those of an earlier run that are not made any more are removed. @throws target-not-empty */
    async commit() {
        await this.#closeSpools();
        await checkFolder(this.#folder);
        const earlier = await readRecord(this.#folder);
        await putRecord(this.#folder, [...new Set([...earlier, ...this.#names])]);
        // In the place of what is there: a link would lead elsewhere.
        for (const name of this.#names)
            await (0,promises_.rename)((0,external_node_path_.join)(this.#staging, name), (0,external_node_path_.join)(this.#folder, name));
        for (const name of earlier)
            if (!this.#names.has(name))
                await write_remove((0,external_node_path_.join)(this.#folder, name));
        await putRecord(this.#folder, [...this.#names]);
        await removeStaging(this.#staging);
        await removeUnfinished(this.#folder);
    }
    /** The folder is as it was. */
    async discard() {
        await this.#closeSpools();
        await removeStaging(this.#staging);
    }
    #pathOf(spool) {
        return (0,external_node_path_.join)(this.#staging, spool);
    }
    async #closeSpools() {
        for (const file of this.#spools.values())
            await file.close();
        this.#spools.clear();
    }
}
async function readRecord(folder) {
    try {
        return dist/* parse */.qgA(recordSchema, JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, RECORD), 'utf8'))).files;
    }
    catch (error) {
        if ((0,platform/* isNotFound */.c4)(error) || error instanceof SyntaxError || dist/* isValiError */.F1$(error))
            return [];
        throw error;
    }
}
async function putRecord(folder, files) {
    const path = (0,external_node_path_.join)(folder, RECORD);
    const unfinished = `${path}.${unusedSuffix()}`;
    await (0,promises_.writeFile)(unfinished, `${JSON.stringify({ format: FORMAT, files: files.toSorted() })}\n`, { flag: 'wx' });
    await (0,promises_.rename)(unfinished, path);
}
/** What a run has not yet renamed, under a name that no other run uses. */
const UNFINISHED = /\.[0-9a-f]{16}\.new$/;
const STAGING = /^holdfast-browse-[0-9a-f]{16}\.new$/;
/** Older ones are those of runs that were killed: longer than any run lasts. */
const UNFINISHED_MS = 24 * 3600_000;
function unusedSuffix() {
    return `${(0,external_node_crypto_.randomBytes)(8).toString('hex')}.new`;
}
async function removeUnfinished(folder) {
    const { mtimeMs } = await (0,promises_.lstat)((0,external_node_path_.join)(folder, RECORD));
    for (const name of await (0,promises_.readdir)(folder)) {
        const isStaging = STAGING.test(name);
        if (!isStaging && !UNFINISHED.test(name))
            continue;
        const path = (0,external_node_path_.join)(folder, name);
        const found = await lstatOf(path);
        if (found === undefined || mtimeMs - found.mtimeMs <= UNFINISHED_MS)
            continue;
        await (isStaging && found.isDirectory() ? removeStaging(path) : write_remove(path));
    }
}
/** A folder with files alone: whatever else somebody has put there stays. */
async function removeStaging(staging) {
    try {
        for (const name of await (0,promises_.readdir)(staging))
            await write_remove((0,external_node_path_.join)(staging, name));
        if ((await (0,promises_.readdir)(staging)).length === 0)
            await (0,promises_.rmdir)(staging);
    }
    catch (error) {
        if (!(0,platform/* isNotFound */.c4)(error))
            throw error;
    }
}
/** undefined: another run has removed it. */
async function lstatOf(path) {
    try {
        return await (0,promises_.lstat)(path);
    }
    catch (error) {
        if (!(0,platform/* isNotFound */.c4)(error))
            throw error;
        return undefined;
    }
}
async function write_remove(path) {
    try {
        if ((await lstatOf(path))?.isDirectory() === false)
            await (0,promises_.unlink)(path);
    }
    catch (error) {
        if (!(0,platform/* isNotFound */.c4)(error))
            throw error;
    }
}

// EXTERNAL MODULE: ./lib/fleet/records.js
var records = __webpack_require__(91338);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/commands/repository/refs.js
var refs = __webpack_require__(69909);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
// EXTERNAL MODULE: ./lib/commands/shared/summary-history.js
var summary_history = __webpack_require__(78827);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
;// CONCATENATED MODULE: ./lib/commands/browse.js
/** Mode browse: a vault as static pages in a folder. */













/** Pages of the series that is named, or of all series. */
async function browse(inputs, deps) {
    const folder = (0,named_path/* namedPath */.h)(inputs.out, deps);
    await checkFolder(folder);
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    const listed = await listedSeries(vault, inputs, deps);
    const fleet = inputs.name === undefined ? await fleetOf(vault, deps) : { coverages: [], problems: [] };
    const view = {
        place: (0,summary_history/* placeOf */.$t)(inputs, deps),
        asOf: await asOfOf(vault, inputs, listed, fleet, deps),
        isAtAws: (0,summary_history/* isAtAws */.Jk)(inputs, deps),
    };
    const writer = await SiteWriter.open(folder);
    const read = new Tally();
    try {
        const site = new SiteBuilder(view, inputs.singleFile, writer);
        for (const { series } of listed) {
            const found = await collectSeries(series, inputs.history, collectDeps(vault, deps));
            if (found === undefined)
                continue;
            read.add(found);
            await site.add(found);
        }
        read.throwIfNothing();
        await site.finish(fleet);
        await writer.commit();
    }
    catch (error) {
        await writer.discard();
        throw error;
    }
    const { pages, bytes } = writer;
    return resultOf(read, fleet, { folder, pages, bytes, series: read.series });
}
/** What was read of all series together. */
class Tally {
    series = 0;
    /** Series of which something as a whole is not known. */
    unknown = 0;
    broken = 0;
    #isAnyRead = false;
    #forbidden;
    add({ snapshots, problems }) {
        this.series++;
        if (problems.length > 0)
            this.unknown++;
        this.broken += snapshots.filter(isBroken).length;
        this.#isAnyRead ||= snapshots.some((each) => saidOf(each) !== undefined);
        const errors = [...problems.map(({ error }) => error), ...snapshots.map(({ problem }) => problem)];
        this.#forbidden ??= errors.find((error) => (0,damage/* unreadableKind */.wZ)(error) === 'forbidden');
    }
    /** These credentials are the wrong ones: pages that say so of each snapshot would help nobody. */
    throwIfNothing() {
        if (!this.#isAnyRead && this.#forbidden !== undefined)
            throw this.#forbidden;
    }
}
function resultOf(read, { problems }, made) {
    const { series, broken, unknown } = read;
    const lacking = [
        ...(broken === 0 ? [] : [`${(0,base_text/* counted */.hS)(broken, 'snapshot')} cannot be read.`]),
        ...(unknown === 0 ? [] : [`Of ${(0,base_text/* counted */.hS)(unknown, 'series', 'series')} snapshots or marks cannot be listed.`]),
        ...problems,
    ];
    return {
        status: series === 0 ? 'not-found' : lacking.length > 0 ? 'partial' : 'complete',
        outputs: { found: series > 0, path: made.folder },
        tables: [(0,fields/* tableOf */.c_)('Pages', MADE_FIELDS, [made])],
        summary: {
            title: 'Pages of this vault',
            facts: {
                Series: [[series, 'count']],
                Pages: [[made.pages, 'count']],
                Size: [[made.bytes, 'bytes']],
            },
            ...(lacking.length > 0 && { text: `${lacking.join(' ')} The pages say why.` }),
        },
        json: (0,fields/* jsonRows */.GN)(MADE_FIELDS, [made])[0],
    };
}
const MADE_FIELDS = {
    folder: { kind: 'path', value: ({ folder }) => folder },
    series: { kind: 'count', value: ({ series }) => series },
    pages: { kind: 'count', value: ({ pages }) => pages },
    bytes: { kind: 'bytes', title: 'size', value: ({ bytes }) => bytes },
};
async function listedSeries({ store }, { name }, { signal }) {
    if (name !== undefined)
        return [{ series: name, newestAt: undefined }];
    return (await (0,read_snapshots/* listSeries */._y)(store, signal)).map(({ series, newest }) => ({ series, newestAt: newest.utc }));
}
function collectDeps({ store }, { emit, signal }) {
    return {
        store,
        signal,
        refsOf: (snapshot) => (0,refs/* refsOf */.g)(snapshot),
        onRead: (series, doneItems, totalItems) => emit({ type: 'progress', what: `read ${series}`, doneBytes: 0, totalBytes: undefined, doneItems, totalItems }),
    };
}
/** The pages of the series are worth having without, and say what is missing. */
async function fleetOf({ store }, { emit, now, signal }) {
    try {
        const { coverages, damaged } = await (0,records/* readCoverages */.mI)(store, store.serverDate() ?? now(), signal);
        const why = 'The coverage that the pages show may be an older one.';
        for (const key of damaged)
            emit({
                type: 'warning',
                class: 'fleet-record-damaged',
                message: `${key} is no record of a fleet, and was passed over.`,
                why,
                fix: 'Delete this one object.',
            });
        const count = (0,base_text/* counted */.hS)(damaged.length, 'record of a fleet is', 'records of a fleet are');
        return { coverages, problems: damaged.length === 0 ? [] : [`${count} damaged, and passed over. ${why}`] };
    }
    catch (error) {
        if (!(0,damage/* isUnreadable */.GZ)(error))
            throw error;
        const message = 'The coverage of a fleet is not shown: its records below v1/state/fleet/ cannot be read.';
        emit({ type: 'warning', class: 'fleet-not-shown', message, why: error.message });
        return { coverages: [], problems: [`${message} ${error.message}`] };
    }
}
/**
 * The pages tell no other time than one that the vault or a person says: so the same vault gives the same pages. Series are looked
 * into from the one with the newest snapshot on, until no other one can have a newer one that counts: most often one alone.
 */
async function asOfOf({ store }, { asOf }, listed, { coverages }, { signal }) {
    if (asOf !== undefined)
        return new Date(asOf);
    let last = coverages.reduce((newest, { utc }) => Math.max(newest, utc.getTime()), 0);
    const timeOf = ({ newestAt }) => newestAt?.getTime() ?? Infinity;
    for (const each of listed.toSorted((a, b) => timeOf(b) - timeOf(a))) {
        if (timeOf(each) <= last)
            break;
        last = Math.max(last, (await latestTime(store, each.series, signal))?.getTime() ?? 0);
    }
    return new Date(last);
}


/***/ }),

/***/ 69909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ refsOf)
/* harmony export */ });
/* harmony import */ var _vault_format_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(59275);
/* harmony import */ var _sources_repository_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44550);
/** The refs of a repository in a snapshot. */


/** HEAD and the refs of a repository's snapshot, by name; undefined for other sources. Needs its state section. */
function refsOf({ root, sections, }) {
    if (root.header.source.kind !== 'repository')
        return undefined;
    const git = (0,_sources_repository_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readChain */ .UM)((0,_vault_format_state_js__WEBPACK_IMPORTED_MODULE_0__/* .stateRows */ .l5)(sections.state ?? []));
    if (git === undefined)
        return undefined;
    return { ...(git.head !== undefined && { HEAD: git.head }), ...Object.fromEntries(git.refs) };
}


/***/ }),

/***/ 46247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ namedPath)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23626);
/** The absolute path of a file or folder that an input names. */




/**
 * The absolute path of a file or folder that an input names. As in a shell, `~` at the beginning is the home folder:
 * the values of a workflow or of the environment come without a shell that would have seen to it.
 * @throws bad-path for the home folder of another user, or where this user has none
 */
function namedPath(text, { workingDir, env }) {
    const [, user, rest = ''] = /^~([^/\\]*)(.*)$/s.exec(text) ?? [];
    if (user === undefined)
        return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(workingDir, text);
    if (user !== '') {
        throw badPath(text, 'homes of other users are not looked up', `Write out the path; for a file of this name in the current folder, give ./${text}.`);
    }
    return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(homeOf(text, env['HOME']), `.${rest}`);
}
function homeOf(text, fromEnv) {
    let why = 'this user has no home folder';
    try {
        const home = fromEnv === undefined || fromEnv === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)() : fromEnv;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(home))
            return home;
    }
    catch (error) {
        why = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
    }
    throw badPath(text, why, 'Set HOME, or write out the path.');
}
function badPath(text, why, fix) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'bad-path',
        message: `The path ${JSON.stringify(text)} cannot be used: ${why}.`,
        fix,
        exitCode: 2,
    });
}


/***/ }),

/***/ 59275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LM: () => (/* binding */ stateChanges),
/* harmony export */   c4: () => (/* binding */ STATE),
/* harmony export */   l5: () => (/* binding */ stateRows)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48342);

/**
 * The state: what the next run of a source needs from this one, and the refs of a repository. `alive` 0 is a tombstone.
 */
const STATE = {
    table: 'state',
    key: 'key',
    alive: 'alive',
    columns: { key: 'bytes', alive: 'uint', value: 'bytes' },
};
function* stateRows(levels, prefix) {
    for (const { key, segment, row } of (0,_table_js__WEBPACK_IMPORTED_MODULE_0__/* .tableRows */ .QE)(STATE, levels, prefix))
        yield { key, value: segment.bytes('value', row) };
}
/** What differs between two states, both in key order, as a level of rows and tombstones. */
function stateChanges(before, after) {
    const writer = new _table_js__WEBPACK_IMPORTED_MODULE_0__/* .LevelWriter */ .mx(STATE);
    const old = before[Symbol.iterator]();
    let previous = old.next();
    for (const row of after) {
        while (previous.done !== true && Buffer.compare(previous.value.key, row.key) < 0) {
            writer.push(tombstone(previous.value.key));
            previous = old.next();
        }
        const known = previous.done !== true && previous.value.key.equals(row.key) ? previous.value : undefined;
        if (known !== undefined)
            previous = old.next();
        if (known?.value.equals(row.value) !== true)
            writer.push({ key: row.key, alive: 1, value: row.value });
    }
    for (; previous.done !== true; previous = old.next())
        writer.push(tombstone(previous.value.key));
    return writer.finish();
}
function tombstone(key) {
    return { key, alive: 0, value: Buffer.alloc(0) };
}


/***/ })

};
