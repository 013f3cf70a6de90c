export const id = 8199;
export const ids = [8199];
export const modules = {

/***/ 38199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  browse: () => (/* binding */ browse)
});

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
     */
    add(info, changes, isWhole) {
        const tally = { added: 0, changed: 0, removed: 0, paths: [] };
        const number = ++this.#count;
        const before = this.#last;
        const note = (name, change) => {
            tally[change.kind]++;
            // A copy: a view would keep all of its segment.
            if (tally.paths.length < PATHS_KEPT)
                tally.paths.push({ path: Buffer.from(name, 'latin1'), ...change });
        };
        for (const { path, entry } of changes) {
            const name = path.toString('latin1');
            const known = this.#known.get(name);
            if (entry !== undefined)
                this.#set(name, known, entry, { info, number, note });
            else if (known?.isThere === true)
                remove(name, known, before, note);
        }
        if (isWhole)
            for (const [name, known] of this.#known)
                if (known.isThere && known.seenIn !== number)
                    remove(name, known, before, note);
        this.#last = info;
        return before === undefined ? undefined : tally;
    }
    #set(name, known, entry, { info, number, note }) {
        const { type, sizeBytes, mode } = entry;
        const facts = { type, sizeBytes, mode, sha256: latin1(entry.sha256), target: latin1(entry.target) };
        if (known === undefined) {
            const first = { ...facts, isThere: true, versions: 1, changedAt: info.utc, lastIn: info, seenIn: number };
            this.#known.set(name, first);
            note(name, { kind: 'added', sizeAfter: fileSize(entry), wasFile: false });
            return;
        }
        known.seenIn = number;
        if (known.isThere && isSame(known, facts))
            return;
        const { isThere } = known;
        note(name, {
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
    known.isThere = false;
    if (before !== undefined)
        known.lastIn = before;
    note(name, { kind: 'removed', sizeBefore: fileSize(known), wasFile: known.type === 'file' });
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











/** @param infos its snapshots, newest first, and not none */
async function collectSeries(series, infos, olderCount, deps) {
    const { store, signal } = deps;
    const ids = new Set(infos.map(({ id }) => id));
    const marks = (await (0,read_marks/* listMarks */.rD)(store, series, { signal })).filter(({ id }) => ids.has(id));
    const facts = await (0,read_marks/* readMarkFacts */.nu)(store, marks, signal);
    const line = new SeriesLine(deps);
    const shown = [];
    const oldestFirst = infos.toReversed();
    let index = 0;
    for await (const found of (0,read_snapshots/* readRoots */.Mi)(oldestFirst, (info) => (0,root_reader/* readRoot */.XD)(store, info, { signal }))) {
        const info = oldestFirst[index++];
        const marked = { info, facts: facts.get(info.id) };
        if ('root' in found)
            shown.push({ ...marked, ...(await line.add(info, found.root, isCounting(marked))) });
        else
            shown.push({ ...marked, ...whyUnread(found.error) });
        deps.onRead(series, index, infos.length);
    }
    await line.settle();
    const doubtful = new Set((0,sealed_root/* openBesideSealed */.xv)(shown));
    const snapshots = shown.toReversed().map((each) => (doubtful.has(each) ? { ...each, isBesideSealed: true } : each));
    const newest = snapshots.find(({ info }) => info.id === line.lastId);
    const latest = snapshots.find(isCounting);
    return { series, snapshots, olderCount, latest, newest, ...line.history.files(), refs: line.refs };
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
        try {
            return { ...about, ...(await this.#follow(info, root)) };
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            return { ...about, problem: error };
        }
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
nav a{margin-right:1rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,.wide:focus-visible{outline:3px solid var(--link);outline-offset:2px}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem}
tbody tr{border-top:1px solid var(--line)}
thead th{background:var(--box);white-space:nowrap}.f thead th+th{white-space:normal}
tbody th{background:var(--box);font-weight:600}
.p,.f td:first-child,.f th,h1,.cmd{overflow-wrap:anywhere}.p{min-width:12rem}.st{min-width:8rem}
.n{text-align:right;white-space:nowrap}.t{white-space:nowrap}
.f td:first-child,.f th i,td.p,td code{white-space:pre-wrap}
.f td+td,.f thead th+th{text-align:right}.f td+td{white-space:nowrap}.f td:first-child{min-width:10rem}
.cmd,pre{font:.875rem/1.5 ui-monospace,monospace;background:var(--box);border-radius:6px}
.cmd{display:block;padding:.4rem .6rem;white-space:pre-wrap;border:1px solid var(--line)}
pre{padding:.6rem;border:1px solid var(--line);white-space:pre-wrap;margin:.5rem 0}
.facts{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0}
.facts div{flex:1 1 11rem;border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;background:var(--box)}
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
@media(max-width:40rem){body{font-size:15px}th,td{padding:.3rem .4rem}h1{font-size:1.3rem}}
`.replaceAll('\n', '');
/** Finds paths in the list that the page holds as data. Texts go into the page as text only. */
const SCRIPT = `
(function(){
var list=JSON.parse(document.getElementById('paths').textContent),field=document.getElementById('q'),out=document.getElementById('hits'),said=document.getElementById('said');
field.disabled=false;
field.addEventListener('input',function(){
var words=field.value.toLowerCase().split(/\\s+/).filter(Boolean),found=0;
out.textContent='';
if(words.length)for(var i=0;i<list.length;i++)for(var j=1;j<list[i].length;j+=2){
var names=list[i][j+1].split('/'),name='';
for(var k=0;k<names.length;k++){
name=name.slice(0,parseInt(names[k][0],36))+names[k].slice(1);
var path=list[i][j]+name,low=path.toLowerCase();
if(!words.every(function(w){return low.indexOf(w)>=0}))continue;
found++;
if(found>200)continue;
var item=document.createElement('li'),link=document.createElement('a');
link.href=list[i][0]+(j+1)/2;link.textContent=path;item.appendChild(link);out.appendChild(item);}}
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
function wholePage({ title, body, hasScript }) {
    return `<!doctype html>
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
${body}
${hasScript ? `<script>${SCRIPT}</script>\n` : ''}</body>
</html>
`;
}
/** Data for the script, which no text in it can end. */
function dataBlock(id, value) {
    return `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
}
/** A table that scrolls by itself where it is too wide, also by keyboard. */
function shell_table(label, heads, rows, kind = '') {
    const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
    return `<div class="wide" tabindex="0" role="region" aria-label="${shell_text(label)}"><table${kind === '' ? '' : ` class="${kind}"`}><thead><tr>${head}</tr></thead>${rows}</table></div>`;
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
/** Names of pages: of a series by its own name, so that links last; with a hash, since names differ only in case, too. */
const namesOf = {
    index: 'index',
    search: 'search',
    series: (series) => {
        const readable = series
            .replace(/[^A-Za-z0-9]+/g, '-')
            .replace(/^-/, '')
            .slice(0, 60);
        const hash = (0,external_node_crypto_.createHash)('sha256').update(series).digest('hex').slice(0, 8);
        return readable === '' ? hash : `${readable}-${hash}`;
    },
    changes: (series) => `${namesOf.series(series)}-changes`,
    files: (series, number) => `${namesOf.series(series)}-files-${String(number)}`,
    gone: (series, number) => `${namesOf.series(series)}-gone-${String(number)}`,
};
/** An id as short as commands take it, and never twice in practice. */
function shortOf({ id }) {
    return /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
}
function anchorOf(info) {
    return `s${shortOf(info)}`;
}
/** Brings back a snapshot. */
function restoreCommand(place, info) {
    return (0,command_line/* holdfastCommand */.TC)('restore', place, { name: info.series, version: shortOf(info), path: './restored' });
}
function parts_hidden(summary, line) {
    return `<details><summary>${shell_text(summary)}</summary>${command(line)}</details>`;
}
/** What a terminal is told once, so that the commands of rows are short. */
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
    const words = Object.entries(all).flatMap(([name, value]) => value === undefined ? [] : [`HOLDFAST_${name}=${(0,command_line/* quoted */.TL)(value)}`]);
    return `export ${words.join(' ')}`;
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

;// CONCATENATED MODULE: ./lib/browse/file-pages.js
/** Lists of files, folder by folder, a few thousand a page; each row is the end of the command that prints the file. */





const ROWS_OF_A_PAGE = 2500;
/** Of what is gone: more than anybody looks through. */
const GONE_MAX = 20_000;
/** Ends of cells, rows and groups of rows are implied, since there are very many. */
const FOLDER_HEAD = '<tr><th colspan=3 scope=rowgroup>';
function filePages(view, series, links, onPage) {
    const { newest } = series;
    if (newest === undefined)
        return [];
    const taken = takenOf(series);
    const there = chunks(rowsOf(series.files)).map((rows, index, all) => {
        const name = namesOf.files(series.series, index + 1);
        const about = `The files of the newest snapshot that could be read, page ${String(index + 1)} of ${String(all.length)}.`;
        const others = all.length < 2 ? '' : pageLinks(all, series.series, index, links);
        const found = [];
        const title = `Files of ${series.series}`;
        const body = folders(`${title}, page ${String(index + 1)}`, rows, (folder, list, at) => {
            found.push(folder, frontCoded(list.map((row) => row.name)));
            const id = links.id(name, `f${String(at)}`);
            return `<tbody id="${id}">${FOLDER_HEAD}${folderHead(folder)}${list.map((row) => fileRow(row, undefined, taken)).join('')}`;
        });
        onPage([links.to(name, 'f'), ...found]);
        return listPage(series, name, links, {
            title,
            above: [`<p>${about}</p>`, others],
            exports: exportsOf(view.place, series.series, newest.info),
            rows: body,
        });
    });
    const gone = chunks(rowsOf(series.gone.slice(0, GONE_MAX))).map((rows, index) => {
        const name = namesOf.gone(series.series, index + 1);
        const title = `No longer in ${series.series}`;
        const body = folders(`${title}, page ${String(index + 1)}`, rows, (folder, list) => {
            const head = folder === '' ? 'At the top' : shell_text(folder);
            return `<tbody>${FOLDER_HEAD}${head}${list.map((row) => fileRow(row, shortOf(row.file.lastIn), taken)).join('')}`;
        });
        const next = index + 1 < Math.ceil(Math.min(series.gone.length, GONE_MAX) / ROWS_OF_A_PAGE);
        const more = next ? `<p><a href="${links.to(namesOf.gone(series.series, index + 2))}">Next page</a></p>` : '';
        return listPage(series, name, links, {
            title,
            above: [
                `<p>Paths of earlier snapshots shown here that the newest has not: ${(0,format/* formatCount */.B4)(series.gone.length)}.</p>`,
                more,
            ],
            exports: exportsOf(view.place, series.series),
            rows: body,
        });
    });
    return [...there, ...gone];
}
/** The box stands beside the table, since its state decides how that is shown. */
function listPage(series, name, links, { title, above, exports, rows }) {
    const box = `c-${name}`;
    const main = [
        `<h1>${shell_text(title)}</h1>`,
        `<p><a href="${links.to(namesOf.series(series.series))}">Snapshots</a></p>`,
        ...above,
        '<p>Once in a terminal:</p>',
        command(exports),
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
        [`A snapshot within ${(0,base_text/* spanText */.Cp)(maxAgeSeconds * 1000)}`]: of(recent),
        [`Verified within ${(0,base_text/* spanText */.Cp)(verifiedSeconds * 1000)}`]: of(verified),
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
    return `<tr><td class="p">${label}<td><span class="${CLASSES[state]}">${state}</span><td class="t">${time(utc)}<td class="t">${time(verifiedAt)}<td class="p">${shell_text((0,coverage/* whyText */.ss)(row) ?? '')}`;
}

;// CONCATENATED MODULE: ./lib/browse/pages.js
/** The pages of a vault and of its series: coverage, snapshots, curves, refs, what changed, the search. */









const NO_FIGURE = '<td class="n">';
function bytesCell(sizeBytes) {
    return sizeBytes === undefined ? NO_FIGURE : `<td class="n">${(0,format/* formatBytes */.z3)(sizeBytes)}`;
}
function countCell(count) {
    return count === undefined ? NO_FIGURE : `<td class="n">${(0,format/* formatCount */.B4)(count)}`;
}
function statusOf({ header, sealed, problem }) {
    if (problem !== undefined)
        return '<span class="bad">cannot be read</span>';
    const status = (header ?? sealed)?.status ?? 'unknown';
    return `<span class="${status === 'complete' ? 'good' : 'mid'}">${shell_text(status)}</span>`;
}
/** All that is to be known of a snapshot beside its figures. */
function notesOf({ info, header, sealed, isBesideSealed, problem, facts: marks }) {
    const said = header ?? sealed;
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
        .map((note) => `<br><span class="soft">${shell_text(note)}</span>`)
        .join('');
}
function verifiedText({ snapshots }, asOf) {
    const times = snapshots.flatMap(({ facts: marks }) => marks?.verified ?? []);
    const last = times.reduce((newest, each) => (newest === undefined || each.utc > newest.utc ? each : newest), undefined);
    return last === undefined ? '<span class="mid">never</span>' : shell_text(`${ageOf(asOf, last.utc)} (${last.level})`);
}
function indexPage(view, links) {
    const { series, place, asOf } = view;
    const title = `s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}`;
    const rows = series.map((each) => {
        const { latest: first } = each;
        if (first === undefined)
            return withoutLatest(each, links);
        const counts = first.header?.counts;
        const name = `<a href="${links.to(namesOf.series(each.series))}">${shell_text(each.series)}</a>`;
        return `<tr><td>${name}<td class="t">${timeCell(first.info.utc)}<br><span class="soft">${ageOf(asOf, first.info.utc)}</span><td class="st">${statusOf(first)}${notes(first)}${countCell(each.snapshots.length + each.olderCount)}${countCell(counts?.['files'])}${bytesCell(counts?.['bytes'])}${bytesCell(first.neededBytes)}<td class="st">${verifiedText(each, asOf)}<td>${parts_hidden('restore', restoreCommand(place, first.info))}`;
    });
    const shown = new Set(series.map((each) => each.series));
    const oldest = series.flatMap(({ latest }) => latest?.info.utc ?? []).sort((a, b) => +a - +b)[0];
    const partial = series.filter(({ latest }) => (latest?.header ?? latest?.sealed)?.status !== 'complete').length;
    const unproved = series.filter(({ snapshots }) => snapshots.every((each) => each.facts?.verified === undefined)).length;
    const main = [
        `<h1>${shell_text(title)}</h1>`,
        `<p class="soft">As of ${timeCell(asOf)}, from which all ages count.</p>`,
        ...view.coverages.map((found) => coverageSection(found, shown, asOf, links)),
        '<h2>Series</h2>',
        facts({
            Series: (0,format/* formatCount */.B4)(series.length),
            'Newest snapshot not complete': (0,format/* formatCount */.B4)(partial),
            'Never verified': (0,format/* formatCount */.B4)(unproved),
            'Longest without a snapshot': oldest === undefined ? 'none' : ageOf(asOf, oldest),
        }),
        series.length === 0
            ? '<p>There is no snapshot in this vault.</p>'
            : shell_table('Series', ['Series', 'Newest', 'Status', 'Snapshots', 'Files', 'Size', 'In the bucket', 'Verified', 'Bring it back'], `<tbody>${rows.join('')}</tbody>`),
    ];
    return { name: namesOf.index, title: `Vault ${title}`, main: main.join('\n') };
}
/** The row of a series in which no snapshot counts. */
function withoutLatest({ series, snapshots, olderCount }, links) {
    const name = `<a href="${links.to(namesOf.series(series))}">${shell_text(series)}</a>`;
    return `<tr><td>${name}<td class="t"><span class="bad">none that counts</span><td>${countCell(snapshots.length + olderCount)}<td><td><td><td><td>`;
}
function seriesPage(view, series, links) {
    const { asOf, place } = view;
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
    const main = [
        `<h1>${shell_text(series.series)}</h1>`,
        `<nav aria-label="Of this series">${lists.join(' ')}</nav>`,
        facts({
            'Newest snapshot': first === undefined ? 'none' : ageOf(asOf, first.info.utc),
            Files: (0,format/* formatCount */.B4)(newest?.header?.counts['files'] ?? 0),
            Size: (0,format/* formatBytes */.z3)(newest?.header?.counts['bytes'] ?? 0),
            Verified: verifiedText(series, asOf),
        }),
        first === undefined ? '' : `<p>Bring back the newest snapshot:</p>${command(restoreCommand(place, first.info))}`,
        ...curves(view, series),
        '<h2>Snapshots</h2>',
        series.olderCount > 0
            ? `<p class="soft">The newest ${(0,format/* formatCount */.B4)(series.snapshots.length)}; ${(0,format/* formatCount */.B4)(series.olderCount)} older ones are not shown.</p>`
            : '',
        shell_table('Snapshots, newest first', ['Time', 'Status', 'Files', 'Size', 'Added to the bucket', 'Changed', 'Verified', 'Bring it back'], `<tbody>${series.snapshots.map((each) => snapshotRow(view, series, each, links)).join('')}</tbody>`),
        refsTable(view, series),
    ];
    return { name, title: series.series, main: main.filter((part) => part !== '').join('\n') };
}
function snapshotRow({ asOf, place }, { series }, each, links) {
    const { info, header, facts: marks, changes } = each;
    const id = links.id(namesOf.series(series), anchorOf(info));
    const verified = marks?.verified;
    const proof = verified === undefined ? '' : shell_text(`${ageOf(asOf, verified.utc)} (${verified.level})`);
    const moved = changes === undefined ? '' : changesText(changes);
    const link = changes === undefined || countOf(changes) === 0 ? moved : changesLink(series, info, moved, links);
    const added = header === undefined ? undefined : (header.counts['storedBytes'] ?? 0) + info.sizeBytes;
    const back = `${parts_hidden('restore', restoreCommand(place, info))}`;
    return `<tr id="${id}"><td class="t">${timeCell(info.utc)}<br><span class="soft">${ageOf(asOf, info.utc)}, ${shell_text(shortOf(info))}</span><td class="st">${statusOf(each)}${notes(each)}${countCell(header?.counts['files'])}${bytesCell(header?.counts['bytes'])}${bytesCell(added)}<td class="t">${link}<td class="st">${proof}<td>${back}`;
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
        return `<tr><td>${shell_text(ref)}<td><code>${shell_text(object)}</code><td class="t">${when}<td>${back}`;
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
        '<p>Once in a terminal:</p>',
        command(exportsOf(place, series.series)),
        '<p>A command <code>holdfast cat</code> prints the file as it was; <code>&gt; FILE</code> after it keeps it.</p>',
        ...(sections.length === 0 ? ['<p>Nothing changed between the snapshots shown here.</p>'] : sections),
    ];
    return [{ name, title: `What changed in ${series.series}`, main: main.join('\n') }];
}
function movesTable(label, { refs }, back) {
    if (refs.length === 0)
        return '';
    const cell = (object) => `<td>${object === undefined ? '' : `<code>${shell_text(object)}</code>`}`;
    const rows = refs
        .slice(0, MOVES_MAX)
        .map(({ ref, before, after }) => `<tr><td>${shell_text(ref)}${cell(before)}${cell(after)}<td>${before === undefined ? '' : parts_hidden('restore', back)}`);
    const more = refs.length > MOVES_MAX ? `<p class="soft">And ${(0,format/* formatCount */.B4)(refs.length - MOVES_MAX)} more.</p>` : '';
    return `${shell_table(label, ['Ref', 'Before', 'After', 'What was before'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}
function changeRow({ path, kind, sizeBefore, sizeAfter, wasFile }, version, taken) {
    const typed = wasFile ? typedPath(path, taken) : undefined;
    const back = typed === undefined ? '' : `<code>holdfast cat --version ${version} ${shell_text(`--path=${(0,command_line/* quoted */.TL)(typed)}`)}</code>`;
    return `<tr><td>${kind}<td class="p">${shell_text((0,base_text/* shownPath */.pS)(path))}${bytesCell(sizeBefore)}${bytesCell(sizeAfter)}<td class="p">${back}`;
}
function searchPage(rows, links) {
    const main = [
        '<h1>Search</h1>',
        '<noscript><p>The search needs JavaScript. All paths are in the lists of each series too.</p></noscript>',
        '<p><label for="q">Parts of a path, in any order</label></p>',
        '<input type="search" id="q" autocomplete="off" spellcheck="false" disabled>',
        '<p id="said" role="status"></p>',
        '<ul id="hits"></ul>',
        `<p><a href="${links.to(namesOf.index)}">All series</a></p>`,
        dataBlock('paths', rows),
    ];
    return { name: namesOf.search, title: 'Search', main: main.join('\n') };
}

;// CONCATENATED MODULE: ./lib/browse/site.js
/** Which pages a vault has, and how they are linked: as files of a folder, or as one file. */





/** @param single all in one file */
function renderSite(view, single) {
    const links = single ? inOneFile() : inFolder();
    const found = [];
    const ofSeries = view.series.flatMap((series) => partsOf(view, series, links, (row) => found.push(row)));
    const parts = [indexPage(view, links), ...ofSeries, searchPage(found, links)];
    return single ? [{ name: 'index.html', content: joined(parts, links) }] : parts.map((part) => page(part, links));
}
function partsOf(view, series, links, onPage) {
    return [
        seriesPage(view, series, links),
        ...changesPage(view, series, links),
        ...filePages(view, series, links, onPage),
    ];
}
function inFolder() {
    return {
        to: (name, anchor) => `${name}.html${anchor === undefined ? '' : `#${anchor}`}`,
        id: (_, anchor) => anchor,
    };
}
function inOneFile() {
    return {
        to: (name, anchor) => `#${anchor === undefined ? name : `${name}_${anchor}`}`,
        id: (name, anchor) => `${name}_${anchor}`,
    };
}
function page(part, links) {
    const body = `${head(links)}<main>${part.main}</main>${FOOT}`;
    return {
        name: `${part.name}.html`,
        content: wholePage({ title: part.title, body, hasScript: part.name === namesOf.search }),
    };
}
function joined(parts, links) {
    const sections = parts.map(({ name, main }) => `<section id="${(0,base_text/* html */.qy)(name)}">${main}</section>`).join('\n');
    const body = `${head(links)}<main>${sections}</main>${FOOT}`;
    return wholePage({ title: parts[0]?.title ?? '', body, hasScript: true });
}
function head(links) {
    return `<header><nav aria-label="Pages"><a href="${links.to(namesOf.index)}">Vault</a><a href="${links.to(namesOf.search)}">Search</a></nav></header>`;
}
const FOOT = '<footer><p>Made by <code>holdfast browse</code> from roots, trees, marks and records; no pack was read. These pages load nothing.</p></footer>';

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
;// CONCATENATED MODULE: ./lib/browse/write.js
/** Writes pages into a folder that is empty, or that holds pages of an earlier run and nothing else that matters. */






/** Names the files of the run that wrote it. */
const RECORD = 'holdfast-browse.json';
const FORMAT = 'holdfast-browse/1';
const pageName = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[A-Za-z0-9][A-Za-z0-9-]{0,120}\.html$/));
const recordSchema = dist/* object */.Ikc({ format: dist/* literal */.euz(FORMAT), files: dist/* pipe */.FsL(dist/* array */.YOg(pageName), dist/* maxLength */.Ru6(1_000_000)) });
/** Pages of an earlier run that are not made any more are removed. @throws target-not-empty */
async function writeSite(folder, site) {
    await checkFolder(folder);
    const earlier = await readRecord(folder);
    const names = site.map(({ name }) => name);
    await put(folder, RECORD, recordOf([...new Set([...earlier, ...names])]));
    for (const { name, content } of site)
        await put(folder, name, content);
    const made = new Set(names);
    for (const name of earlier)
        if (!made.has(name))
            await write_remove((0,external_node_path_.join)(folder, name));
    await put(folder, RECORD, recordOf(names));
    await removeUnfinished(folder);
}
/** Before anything is read. @throws target-not-empty */
async function checkFolder(folder) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    const known = new Set([RECORD, ...(await readRecord(folder))]);
    const strange = (await (0,promises_.readdir)(folder)).filter((name) => !known.has(name.replace(UNFINISHED, '')));
    const [first] = strange;
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
function recordOf(files) {
    return `${JSON.stringify({ format: FORMAT, files: files.toSorted() })}\n`;
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
/** What a run has not yet renamed, under a name that no other run uses. */
const UNFINISHED = /\.[0-9a-f]{16}\.new$/;
/** Older ones are those of runs that were killed. */
const UNFINISHED_MS = 3600_000;
/** A new file in the place of what is there: a link would lead elsewhere. */
async function put(folder, name, content) {
    const path = (0,external_node_path_.join)(folder, name);
    const unfinished = `${path}.${(0,external_node_crypto_.randomBytes)(8).toString('hex')}.new`;
    await (0,promises_.writeFile)(unfinished, content, { flag: 'wx' });
    await (0,promises_.rename)(unfinished, path);
}
async function removeUnfinished(folder) {
    const { mtimeMs } = await (0,promises_.lstat)((0,external_node_path_.join)(folder, RECORD));
    for (const name of await (0,promises_.readdir)(folder)) {
        if (!UNFINISHED.test(name))
            continue;
        const found = await (0,promises_.lstat)((0,external_node_path_.join)(folder, name)).catch(() => undefined);
        if (found !== undefined && mtimeMs - found.mtimeMs > UNFINISHED_MS)
            await write_remove((0,external_node_path_.join)(folder, name));
    }
}
async function write_remove(path) {
    try {
        if ((await (0,promises_.lstat)(path)).isDirectory())
            return;
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
    const series = [];
    for (const name of await browse_namesOf(vault, inputs, deps)) {
        const view = await readSeries(vault, name, inputs, deps);
        if (view !== undefined)
            series.push(view);
    }
    const coverages = inputs.name === undefined ? await coveragesOf(vault, deps) : [];
    const view = {
        place: (0,summary_history/* placeOf */.$t)(inputs, deps),
        asOf: asOfOf(inputs, series, coverages),
        isAtAws: (0,summary_history/* isAtAws */.Jk)(inputs, deps),
        series,
        coverages,
    };
    const site = renderSite(view, inputs.singleFile);
    await writeSite(folder, site);
    const bytes = site.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    const unread = series.flatMap(({ snapshots }) => snapshots).filter(({ problem }) => problem !== undefined);
    const made = { folder, pages: site.length, bytes, series: series.length };
    return {
        status: series.length === 0 ? 'not-found' : unread.length > 0 ? 'partial' : 'complete',
        outputs: { found: series.length > 0, path: folder },
        tables: [(0,fields/* tableOf */.c_)('Pages', MADE_FIELDS, [made])],
        summary: {
            title: 'Pages of this vault',
            facts: { Series: [[series.length, 'count']], Pages: [[site.length, 'count']], Size: [[bytes, 'bytes']] },
            ...(unread.length > 0 && { text: `${(0,base_text/* counted */.hS)(unread.length, 'snapshot')} cannot be read: the pages say why.` }),
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
async function browse_namesOf({ store }, { name }, { signal }) {
    return name === undefined ? (await (0,read_snapshots/* listSeries */._y)(store, signal)).map(({ series }) => series) : [name];
}
async function readSeries({ store }, name, { history }, { emit, signal }) {
    const all = await (0,read_snapshots/* listSnapshots */.Cb)(store, name, undefined, signal);
    if (all.length === 0)
        return undefined;
    const shown = all.slice(0, history);
    return collectSeries(name, shown, all.length - shown.length, {
        store,
        signal,
        refsOf: (snapshot) => (0,refs/* refsOf */.g)(snapshot),
        onRead: (series, doneItems, totalItems) => emit({ type: 'progress', what: `read ${series}`, doneBytes: 0, totalBytes: undefined, doneItems, totalItems }),
    });
}
/** None, where these credentials may not read them: the pages of the series are worth having without. */
async function coveragesOf({ store }, { emit, now, signal }) {
    try {
        const { coverages, damaged } = await (0,records/* readCoverages */.mI)(store, store.serverDate() ?? now(), signal);
        for (const key of damaged)
            emit({
                type: 'warning',
                class: 'fleet-record-damaged',
                message: `${key} is no record of a fleet, and was passed over.`,
                why: 'The coverage that the pages show may be an older one.',
                fix: 'Delete this one object.',
            });
        return coverages;
    }
    catch (error) {
        if (!(error instanceof errors/* HoldfastError */.Et && error.code === 'access-denied'))
            throw error;
        emit({
            type: 'warning',
            class: 'fleet-not-shown',
            message: 'The coverage of a fleet is not shown: these credentials may not read v1/state/fleet/.',
            why: error.message,
        });
        return [];
    }
}
/** The pages tell no other time than one that the vault or a person says: so the same vault gives the same pages. */
function asOfOf({ asOf }, series, coverages) {
    if (asOf !== undefined)
        return new Date(asOf);
    const times = series.flatMap(({ latest }) => latest?.info.utc.getTime() ?? []);
    return new Date(Math.max(0, ...times, ...coverages.map(({ utc }) => utc.getTime())));
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

/***/ 33836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kb: () => (/* binding */ isRecent),
/* harmony export */   O8: () => (/* binding */ recordedRows),
/* harmony export */   h5: () => (/* binding */ figuresOf),
/* harmony export */   ow: () => (/* binding */ judgeCoverage),
/* harmony export */   ss: () => (/* binding */ whyText)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58566);
/** The verdict on each repository of an account: covered, or what it lacks. Pure. */

/** Recorded results that are recent enough to say that a repository is covered. */
function isRecent(result, now, maxAgeSeconds) {
    return result?.utc !== undefined && now.getTime() - result.utc.getTime() <= maxAgeSeconds * 1000;
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
    const found = facts.newest.get(series);
    const isFoundNewer = found !== undefined && (result?.utc === undefined || found.utc > result.utc);
    const { snapshot, utc } = isFoundNewer ? { snapshot: found.id, utc: found.utc } : (result ?? {});
    const parts = (isFoundNewer ? found.parts : result?.parts) ?? [];
    const isOwn = refusal === undefined;
    const row = {
        id,
        name,
        series,
        snapshot: isOwn ? snapshot : undefined,
        utc: isOwn ? utc : undefined,
        parts,
        verifiedAt: isOwn ? result?.verifiedAt : undefined,
        formerName: formerNameOf(name, series),
        since: undefined,
        movedTo: undefined,
        result,
    };
    if (excludedBy !== undefined)
        return { ...row, state: 'excluded', why: excludedBy };
    return { ...row, ...judge(row, refusal, isFoundNewer && found.parts === undefined, facts) };
}
/** A series keeps the name that its repository had when it began. */
function formerNameOf(name, series) {
    const [, before] = /^[^/]+\/([^/]+)\/repository$/.exec(series) ?? [];
    return before === undefined || before.toLowerCase() === name.toLowerCase() ? undefined : before;
}
function judge({ utc, parts, result }, refusal, isUnread, { now, maxAgeSeconds }) {
    const attempt = result?.status === 'failed' ? `the last attempt failed: ${result.error ?? 'no reason is recorded'}` : undefined;
    const left = result?.status === 'left' ? 'the last leg did not get to it' : undefined;
    if (utc === undefined)
        return { state: 'never', why: refusal ?? attempt ?? left };
    const ageMs = now.getTime() - utc.getTime();
    if (ageMs > maxAgeSeconds * 1000)
        return { state: 'stale', why: attempt ?? left ?? `backed up ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .agoText */ .HB)(ageMs)}` };
    if (isUnread)
        return { state: 'partial', why: 'its newest snapshot cannot be read' };
    if (parts.length > 0)
        return { state: 'partial', why: `not whole: ${parts.join(', ')}` };
    return { state: 'covered', why: attempt };
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
        const { snapshot, utc } = found === undefined ? result : { snapshot: found.id, utc: found.utc };
        if (snapshot === undefined)
            return [];
        return [{ id, name, series, since: now, snapshot, utc, verifiedAt, movedTo: absence.movedTo }];
    });
    const unrecorded = orphans
        .filter(({ series }) => !known.has(series))
        .map(({ newest, ...rest }) => ({ ...rest, since: now, snapshot: newest.id, utc: newest.utc }));
    return [...before, ...late, ...unrecorded].map(({ id, name, series, since, snapshot, utc, verifiedAt, movedTo }) => {
        const moved = absent.get(id)?.movedTo ?? movedTo;
        return {
            ...{ id, name, series, state: 'gone', snapshot, utc, parts: [], verifiedAt, formerName: undefined },
            ...{ since, movedTo: moved, result: undefined },
            why: goneText(moved),
        };
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
/* harmony export */   rh: () => (/* binding */ writeRecord)
/* harmony export */ });
/* unused harmony export COVERAGE_STATES */
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(77934);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(97208);
/* harmony import */ var _vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _vault_format_root_limits_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28341);
/* harmony import */ var _vault_format_zstd_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(93310);
/* harmony import */ var _vault_read_vault_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9357);
/* harmony import */ var _series_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(94587);
/** Records of the fleet below `v1/state/fleet/`: what legs did and what a coverage saw; written, and read as hostile. */










const FORMAT = 'holdfast-fleet/1';
const STATE = 'fleet';
/** Decoded. */
const RECORD_MAX_BYTES = 16 * _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MiB */ .lv;
const RECORD_MAX_STORED_BYTES = 4 * _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MiB */ .lv;
const RESULTS_MAX = 20_000;
const TEXT_MAX_CHARS = 500;
const count = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .minValue */ .Wwf(0));
const id = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .minValue */ .Wwf(1));
const time = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .isoTimestamp */ .yhX(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .transform */ .pdi((text) => new Date(text)), 
// Forms that ISO 8601 has and JavaScript does not read, such as an offset of hours alone.
valibot__WEBPACK_IMPORTED_MODULE_8__/* .date */ .p6U());
const text = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .maxLength */ .Ru6(TEXT_MAX_CHARS));
const account = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y(_series_js__WEBPACK_IMPORTED_MODULE_7__/* .isAccountName */ .J7, 'not the name of an account'));
const named = {
    id,
    name: valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y(_series_js__WEBPACK_IMPORTED_MODULE_7__/* .isRepositoryName */ .en, 'not the name of a repository')),
    series: valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y(_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isSeries */ ._k, 'not a series')),
};
/** How the last attempt of a leg ended; `left`: it was not begun. */
const RESULT_STATUSES = ['complete', 'partial', 'failed', 'left'];
const COVERAGE_STATES = ['covered', 'partial', 'stale', 'never', 'excluded', 'gone'];
const resultSchema = valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    ...named,
    /** Missing in a coverage's record, for a repository that no leg has tried yet. */
    status: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_8__/* .picklist */ .KIO(RESULT_STATUSES)),
    /** The newest snapshot, perhaps of an earlier attempt, and when its run began. */
    snapshot: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_8__/* .check */ .z6Y(_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isSnapshotId */ .Yr, 'not the id of a snapshot'))),
    utc: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(time),
    /** What that snapshot lacks. */
    parts: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(text), valibot__WEBPACK_IMPORTED_MODULE_8__/* .maxLength */ .Ru6(100))),
    /** Why the last attempt failed. */
    error: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(text),
    durationMs: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(count),
    storedBytes: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(count),
    /** As GitHub said when that snapshot was made. */
    pushedAt: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(time),
    updatedAt: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(time),
    verifiedAt: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(time),
    /** In a coverage's record: its verdict, and the rule or the reason. */
    state: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_8__/* .picklist */ .KIO(COVERAGE_STATES)),
    why: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(text),
});
const goneSchema = valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    ...named,
    /** 0: not known. */
    id: count,
    since: time,
    snapshot: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP()),
    utc: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(time),
    verifiedAt: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(time),
    /** `owner/name`, where it was transferred to. */
    movedTo: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(text),
});
/** What stands on top of a coverage, and what it was asked for. */
const figuresSchema = valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    wanted: count,
    covered: count,
    recent: count,
    verified: count,
    maxAgeSeconds: count,
    verifiedSeconds: count,
    /** Missing: not known. */
    versioned: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_8__/* .boolean */ .zMY()),
    encrypted: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_8__/* .boolean */ .zMY()),
});
const results = valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(resultSchema), valibot__WEBPACK_IMPORTED_MODULE_8__/* .maxLength */ .Ru6(RESULTS_MAX));
const recordSchema = valibot__WEBPACK_IMPORTED_MODULE_8__/* .variant */ .Oxt('kind', [
    valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ format: valibot__WEBPACK_IMPORTED_MODULE_8__/* .literal */ .euz(FORMAT), kind: valibot__WEBPACK_IMPORTED_MODULE_8__/* .literal */ .euz('leg'), account, leg: count, of: count, results }),
    valibot__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
        format: valibot__WEBPACK_IMPORTED_MODULE_8__/* .literal */ .euz(FORMAT),
        kind: valibot__WEBPACK_IMPORTED_MODULE_8__/* .literal */ .euz('coverage'),
        account,
        results,
        gone: valibot__WEBPACK_IMPORTED_MODULE_8__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(goneSchema), valibot__WEBPACK_IMPORTED_MODULE_8__/* .maxLength */ .Ru6(RESULTS_MAX)),
        /** Missing in records of an earlier version. */
        figures: valibot__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(figuresSchema),
    }),
]);
/**
 * S3's clock now, by one request: backups have connections of their own, so that the vault's has last told the time hours ago, or
 * never. A record of a wrong time is not found, or holds snapshots of times to come and is not believed.
 */
async function recordTime(store, signal) {
    const prefix = (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .statePrefix */ .Y6)(STATE);
    for await (const page of store.list(prefix, { startAfter: `${prefix}~`, signal }))
        if (page.objects.length > 0)
            break;
    return (0,_store_store_js__WEBPACK_IMPORTED_MODULE_9__/* .requireServerDate */ .t)(store);
}
/** @param utc S3's clock */
async function writeRecord(store, utc, record, signal) {
    const cut = record.results.map((result) => ({
        ...result,
        ...(result.error === undefined ? {} : { error: result.error.slice(0, TEXT_MAX_CHARS) }),
        ...(result.why === undefined ? {} : { why: result.why.slice(0, TEXT_MAX_CHARS) }),
    }));
    await (0,_vault_read_vault_state_js__WEBPACK_IMPORTED_MODULE_6__/* .writeState */ .Jq)(store, STATE, utc, { format: FORMAT, ...record, results: cut }, signal);
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
            const read = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(keys.slice(at, at + wanted), READS_IN_FLIGHT, (key) => this.read(key));
            for (const found of read) {
                if (found === undefined || records.some(isLast))
                    continue;
                if (this.of === undefined || found.record.account.toLowerCase() === this.of)
                    records.push(found);
            }
        }
        const damaged = [...this.known].filter(([, found]) => found === undefined).map(([key]) => key);
        return { records, damaged };
    }
    async keysSince(days) {
        const prefix = (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .statePrefix */ .Y6)(STATE);
        const since = days === Infinity ? undefined : new Date(this.now.getTime() - days * DAY_MS);
        const keys = [];
        const options = { ...(since && { startAfter: prefix + (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUtc */ .ay)(since) }), signal: this.signal };
        for await (const { objects } of this.store.list(prefix, options)) {
            for (const { key } of objects) {
                if ((0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseStateKey */ .SY)(key) === STATE)
                    keys.push(key);
            }
        }
        const latest = (this.store.serverDate() ?? this.now).getTime() + SKEW_MS;
        return keys.filter((key) => (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .timeOfStamp */ .YN)(key.slice(prefix.length)).getTime() <= latest);
    }
    async read(key) {
        if (!this.known.has(key))
            this.known.set(key, await this.fetch(key));
        return this.known.get(key);
    }
    async fetch(key) {
        const range = { offset: 0, length: RECORD_MAX_STORED_BYTES, upTo: true };
        const { body, objectBytes } = await this.store.get(key, { ...range, signal: this.signal });
        const utc = (0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .timeOfStamp */ .YN)(key.slice((0,_vault_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .statePrefix */ .Y6)(STATE).length));
        const record = objectBytes > body.length ? undefined : parseRecord(body, utc);
        return record && { key, utc, record };
    }
}
/** undefined for what is no record. No time in it may lie after its own. */
function parseRecord(body, utc) {
    try {
        const record = valibot__WEBPACK_IMPORTED_MODULE_8__/* .parse */ .qgA(recordSchema, (0,_vault_format_root_limits_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)((0,_vault_format_zstd_js__WEBPACK_IMPORTED_MODULE_5__/* .decompressUpTo */ .IQ)(body, RECORD_MAX_BYTES, 'A record of the fleet')));
        const latest = utc.getTime() + SKEW_MS;
        const isLater = (each) => [each.utc, each.verifiedAt].some((at) => at !== undefined && at.getTime() > latest);
        return record.results.some(isLater) ? undefined : record;
    }
    catch (error) {
        if (valibot__WEBPACK_IMPORTED_MODULE_8__/* .isValiError */ .F1$(error) || error instanceof SyntaxError || error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et)
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
    const isNewer = newer.utc !== undefined && (older.utc === undefined || newer.utc >= older.utc);
    const { snapshot, utc, parts, durationMs, storedBytes, pushedAt, updatedAt } = isNewer ? newer : older;
    const kept = { snapshot, utc, parts, durationMs, storedBytes, pushedAt, updatedAt };
    return { ...newer, ...kept, ...(verifiedAt === undefined ? {} : { verifiedAt }) };
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
    const holders = [...recorded.values()].filter(({ id, isHeld }) => isHeld || isListed.has(id));
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
    if (owner === undefined || owner.id === id)
        return undefined;
    return `its series would be ${series}, which holds the backups of another repository (id ${String(owner.id)}, last known as ${owner.name}): leave it out here, and back it up by a workflow of its own with another name`;
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
