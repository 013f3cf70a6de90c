export const id = 7978;
export const ids = [7978];
export const modules = {

/***/ 87978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  browse: () => (/* binding */ browse)
});

// EXTERNAL MODULE: ./lib/vault/format/sealed-root.js
var sealed_root = __webpack_require__(161);
// EXTERNAL MODULE: ./lib/vault/format/tree.js
var format_tree = __webpack_require__(26596);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var read_blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/read/marks.js
var read_marks = __webpack_require__(37359);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
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
/** Times that are kept of each path. */
const TIMES_KEPT = 1;
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
        const note = (change) => {
            tally[change.kind]++;
            if (tally.paths.length < PATHS_KEPT)
                tally.paths.push(change);
        };
        for (const { path, entry } of changes) {
            const name = path.toString('latin1');
            const known = this.#known.get(name);
            if (entry !== undefined)
                this.#set(name, known, entry, { info, number, note });
            else if (known?.isThere === true)
                remove(known, before, note);
        }
        if (isWhole)
            for (const known of this.#known.values())
                if (known.isThere && known.seenIn !== number)
                    remove(known, before, note);
        this.#last = info;
        return before === undefined ? undefined : tally;
    }
    #set(name, known, entry, { info, number, note }) {
        const { path, type, sizeBytes, mode, sha256, target } = entry;
        if (known === undefined) {
            const facts = { type, sizeBytes, mode, sha256, target, isThere: true, versions: 1, changedAt: [info.utc] };
            this.#known.set(name, { path, ...facts, lastIn: info, seenIn: number });
            note({ path, kind: 'added', sizeAfter: fileSize(entry), wasFile: false });
            return;
        }
        known.seenIn = number;
        if (known.isThere && isSame(known, entry))
            return;
        const sizeBefore = known.isThere ? fileSize(known) : undefined;
        const kind = known.isThere ? 'changed' : 'added';
        note({
            path: known.path,
            kind,
            sizeBefore,
            sizeAfter: fileSize(entry),
            wasFile: known.isThere && known.type === 'file',
        });
        Object.assign(known, { type, sizeBytes, mode, sha256, target, isThere: true });
        known.versions++;
        known.changedAt = [...known.changedAt, info.utc].slice(-TIMES_KEPT);
    }
    /** In the order of their paths' bytes: what the last snapshot has, and what it has no more. */
    files() {
        const shown = [...this.#known.values()]
            .filter((known) => known.type !== 'directory')
            .sort((a, b) => Buffer.compare(a.path, b.path));
        const last = this.#last;
        const view = (known) => ({
            path: known.path,
            type: known.type,
            sizeBytes: known.sizeBytes,
            target: known.target,
            versions: known.versions,
            changedAt: known.changedAt.toReversed(),
            lastIn: known.isThere && last !== undefined ? last : known.lastIn,
        });
        return {
            files: shown.filter(({ isThere }) => isThere).map(view),
            gone: shown.filter(({ isThere }) => !isThere).map(view),
        };
    }
}
function remove(known, before, note) {
    known.isThere = false;
    if (before !== undefined)
        known.lastIn = before;
    const { path, type } = known;
    note({ path, kind: 'removed', sizeBefore: fileSize(known), wasFile: type === 'file' });
}
function fileSize({ type, sizeBytes }) {
    return type === 'file' ? sizeBytes : undefined;
}
/** Times do not count, as in mode diff. */
function isSame(a, b) {
    return a.type === b.type && a.mode === b.mode && a.sha256.equals(b.sha256) && a.target.equals(b.target);
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
    for await (const found of (0,snapshots/* readRoots */.Mi)(oldestFirst, (info) => (0,root_reader/* readRoot */.XD)(store, info, { signal }))) {
        const info = oldestFirst[index++];
        const marked = { info, facts: facts.get(info.id) };
        if ('root' in found)
            shown.push({ ...marked, ...(await line.add(info, found.root)) });
        else
            shown.push({ ...marked, ...whyUnread(found.error) });
        deps.onRead(series, index, infos.length);
    }
    await line.settle();
    shown.reverse();
    const newest = shown.find(({ info }) => info.id === line.lastId);
    return { series, snapshots: shown, olderCount, newest, ...line.history.files(), refs: line.refs };
}
function whyUnread(problem) {
    const sealed = problem instanceof sealed_root/* SealedError */.Js ? problem.facts : undefined;
    return sealed === undefined ? { problem } : { sealed };
}
/** The snapshots of a series that can be read, one after the other. */
class SeriesLine {
    history = new PathHistory();
    refs;
    lastId;
    #before;
    #deps;
    constructor(deps) {
        this.#deps = deps;
    }
    async add(info, root) {
        const about = {
            header: root.header,
            neededBytes: root.objects.reduce((sum, { liveBytes }) => sum + liveBytes, info.sizeBytes),
        };
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
        const kept = before === undefined ? 0 : sharedLevels(before.root.sections.tree, root.sections.tree);
        const upper = { ...root, sections: { ...root.sections, tree: root.sections.tree.slice(kept) } };
        const isStateSame = before !== undefined &&
            before.root.sections.state.length === root.sections.state.length &&
            sharedLevels(before.root.sections.state, root.sections.state) === root.sections.state.length;
        const { signal, store, refsOf } = this.#deps;
        const blobs = new read_blobs/* BlobReader */.n(store, root);
        const sections = await (0,snapshots/* loadSections */.$1)(upper, isStateSame ? ['tree'] : ['tree', 'state'], blobs, signal);
        const refs = isStateSame ? this.refs : refsOf({ root, sections });
        const isWhole = kept === 0;
        const changes = this.history.add(info, (0,format_tree/* treeChanges */.CJ)(sections.tree ?? []), isWhole);
        const moves = compareRefs(this.refs, refs);
        this.refs = refs;
        this.lastId = info.id;
        this.#before = { info, root };
        return changes === undefined || before === undefined
            ? {}
            : { before: before.info, changes: { ...changes, refs: moves } };
    }
    /** What the newest has is read whole: nobody's levels can make the list of its files another than a restore would write. */
    async settle() {
        const { signal, store } = this.#deps;
        if (this.#before === undefined)
            return;
        const { info, root } = this.#before;
        const { tree = [] } = await (0,snapshots/* loadSections */.$1)(root, ['tree'], new read_blobs/* BlobReader */.n(store, root), signal);
        this.history.add(info, (0,format_tree/* treeChanges */.CJ)(tree), true);
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
thead th{background:var(--box);white-space:nowrap}
tbody th{background:var(--box);font-weight:600}
.p,.f td:first-child,.f th,h1,.cmd{overflow-wrap:anywhere}.p{min-width:12rem}.st{min-width:8rem}
.n{text-align:right;white-space:nowrap}.t{white-space:nowrap}
.f td+td,.f thead th+th{text-align:right;white-space:nowrap}
.cmd,pre{font:.875rem/1.5 ui-monospace,monospace;background:var(--box);border-radius:6px}
.cmd{display:block;padding:.4rem .6rem;white-space:pre-wrap;border:1px solid var(--line)}
pre{padding:.6rem;border:1px solid var(--line);white-space:pre-wrap;margin:.5rem 0}
.facts{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0}
.facts div{flex:1 1 11rem;border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;background:var(--box)}
.facts dt{color:var(--soft);font-size:.875rem}.facts dd{margin:0;font-size:1.15rem;font-weight:600}
.bad{color:var(--bad);font-weight:600}.mid{color:var(--mid);font-weight:600}.good{color:var(--good)}
.soft{color:var(--soft)}
details summary{cursor:pointer;color:var(--link);white-space:nowrap}
.f i{display:none;font-style:normal;color:var(--soft)}
.c:checked~.wide .f i{display:inline}.c:checked~.wide .f td:first-child{font-family:ui-monospace,monospace;font-size:.875rem}
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
if(words.length)for(var i=0;i<list.length;i++){var folder=list[i],name='';for(var j=2;j<folder.length;j++){
name=name.slice(0,parseInt(folder[j][0],36))+folder[j].slice(1);
var path=folder[1]+name,low=path.toLowerCase();
if(!words.every(function(w){return low.indexOf(w)>=0}))continue;
found++;
if(found>200)continue;
var item=document.createElement('li'),link=document.createElement('a');
link.href=folder[0];link.textContent=path;item.appendChild(link);out.appendChild(item);}}
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
function table(label, heads, rows, kind = '') {
    const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
    return `<div class="wide" tabindex="0" role="region" aria-label="${shell_text(label)}"><table${kind === '' ? '' : ` class="${kind}"`}><thead><tr>${head}</tr></thead>${rows}</table></div>`;
}

;// CONCATENATED MODULE: ./lib/browse/parts.js
/** What pages share: their names, links, the commands of their rows. */





/** Names of pages: of a series by its own name, so that links last; with a hash, since names differ only in case, too. */
const namesOf = {
    index: 'index',
    search: 'search',
    series: (series) => `${series.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}-${(0,external_node_crypto_.createHash)('sha256').update(series).digest('hex').slice(0, 8)}`,
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

;// CONCATENATED MODULE: ./lib/browse/file-pages.js
/** Lists of files, folder by folder, a few thousand a page; each row is the end of the command that prints the file. */





const ROWS_OF_A_PAGE = 2500;
/** Of what is gone: more than anybody looks through. */
const GONE_MAX = 20_000;
function filePages(view, series, links, onFolder) {
    const { newest } = series;
    if (newest === undefined)
        return [];
    const there = chunks(rowsOf(series.files)).map((rows, index, all) => {
        const name = namesOf.files(series.series, index + 1);
        const about = `The files of the newest snapshot that could be read, page ${String(index + 1)} of ${String(all.length)}.`;
        const others = all.length < 2 ? '' : pageLinks(all, series.series, index, links);
        const body = folders(rows, (folder, list, at) => {
            const anchor = `f${String(at)}`;
            onFolder([links.to(name, anchor), folder, ...frontCoded(list.map((row) => row.name))]);
            return `<tbody id="${links.id(name, anchor)}"><tr><th colspan="3" scope="rowgroup">${folderHead(folder)}</tr>${list.map((row) => fileRow(row, undefined)).join('')}</tbody>`;
        });
        return listPage(series, name, links, {
            title: `Files of ${series.series}`,
            above: [`<p>${about}</p>`, others],
            exports: exportsOf(view.place, series.series, newest.info),
            rows: body,
        });
    });
    const gone = chunks(rowsOf(series.gone.slice(0, GONE_MAX))).map((rows, index) => {
        const name = namesOf.gone(series.series, index + 1);
        const body = folders(rows, (folder, list) => {
            const head = folder === '' ? 'At the top' : shell_text(folder);
            return `<tbody><tr><th colspan="3" scope="rowgroup">${head}</tr>${list.map((row) => fileRow(row, shortOf(row.file.lastIn))).join('')}</tbody>`;
        });
        const next = index + 1 < Math.ceil(Math.min(series.gone.length, GONE_MAX) / ROWS_OF_A_PAGE);
        const more = next ? `<p><a href="${links.to(namesOf.gone(series.series, index + 2))}">Next page</a></p>` : '';
        return listPage(series, name, links, {
            title: `No longer in ${series.series}`,
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
/** Each name as the length of what it shares with the one before it, one digit of base 36, and the rest: half the size. */
function frontCoded(names) {
    return names.map((name, index) => {
        const before = names[index - 1] ?? '';
        let shared = 0;
        while (shared < 35 && shared < name.length && name[shared] === before[shared])
            shared++;
        return shared.toString(36) + name.slice(shared);
    });
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
function folders(rows, render) {
    const parts = [];
    for (let start = 0, at = 1; start < rows.length; at++) {
        const { folder } = rows[start];
        let end = start;
        while (end < rows.length && rows[end]?.folder === folder)
            end++;
        parts.push(render(folder, rows.slice(start, end), at));
        start = end;
    }
    return table('Files', ['Name', 'Size', 'Versions: the last one'], parts.join(''), 'f');
}
function folderHead(folder) {
    if (folder === '')
        return 'At the top';
    const include = patternOf(folder);
    if (include === undefined)
        return shell_text(folder);
    return `${shell_text(folder)} ${parts_hidden('restore', `holdfast restore --path ./restored --include ${(0,command_line/* quoted */.TL)(`${include}**`)}`)}`;
}
/** The pattern of a path; undefined where its name has a backslash, of its own or as an escape. */
function patternOf(path) {
    return path.includes('\\') ? undefined : `/${path.replace(/[*?[\]!#~]/g, '\\$&')}`;
}
function linkCommand(path, version) {
    const include = patternOf(path);
    const which = version === undefined ? '' : `--version ${version} `;
    return include === undefined
        ? ''
        : `<i> ${shell_text(`holdfast restore ${which}--path ./restored --include ${(0,command_line/* quoted */.TL)(include)}`)}</i>`;
}
/** The row of a file with the command around its name, which the box above the table shows. Ends of cells and rows are implied. */
function fileRow({ file, folder, name }, version) {
    const { type, sizeBytes, versions, changedAt, target } = file;
    const size = type === 'file' ? (0,format/* formatBytes */.z3)(sizeBytes) : '';
    // Of a file that is as it was in the oldest snapshot shown here, nobody knows here when it came.
    const times = versions === 1 ? '' : changedAt.map((time) => time.toISOString().slice(0, 10)).join(' ');
    const shown = type === 'file'
        ? named(folder, name, version)
        : `${shell_text(name)} &rarr; ${shell_text((0,base_text/* shownPath */.pS)(target))}${linkCommand(folder + name, version)}`;
    return `<tr><td>${shown}<td>${size}${times === '' ? '' : `<td>${String(versions)}: ${times}`}`;
}
function named(folder, name, version) {
    const cat = `holdfast cat ${version === undefined ? '' : `--version ${version} `}`;
    const path = folder + name;
    const word = (0,command_line/* quoted */.TL)(path);
    if (path.startsWith('-') || path.includes("'"))
        return `${shell_text(name)}<i> ${cat}${shell_text(`--path=${word}`)}</i>`;
    if (word === path)
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

;// CONCATENATED MODULE: ./lib/browse/pages.js
/** The pages of a vault and of its series: coverage, snapshots, curves, refs, what changed, the search. */







const NO_FIGURE = '<td class="n">';
function bytesCell(sizeBytes) {
    return sizeBytes === undefined ? NO_FIGURE : `<td class="n">${(0,format/* formatBytes */.z3)(sizeBytes)}`;
}
function countCell(count) {
    return count === undefined ? NO_FIGURE : `<td class="n">${(0,format/* formatCount */.B4)(count)}`;
}
function facts(list) {
    const items = Object.entries(list).map(([name, value]) => `<div><dt>${shell_text(name)}</dt><dd>${value}</dd></div>`);
    return `<dl class="facts">${items.join('')}</dl>`;
}
function statusOf({ header, sealed, problem }) {
    if (problem !== undefined)
        return '<span class="bad">cannot be read</span>';
    const status = (header ?? sealed)?.status ?? 'unknown';
    return `<span class="${status === 'complete' ? 'good' : 'mid'}">${shell_text(status)}</span>`;
}
/** All that is to be known of a snapshot beside its figures. */
function notesOf({ info, header, sealed, problem, facts: marks }) {
    const said = header ?? sealed;
    const because = (what, reason) => reason === undefined ? [] : [reason === '' ? what : `${what}: ${reason}`];
    const labels = [...new Set([...(said?.labels ?? []), ...(marks?.labels ?? [])])];
    return [
        ...(problem === undefined ? [] : [problem.message]),
        ...(sealed === undefined ? [] : ['sealed: without vault-key only its status, labels and time are known']),
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
        const [first] = each.snapshots;
        if (first === undefined)
            return '';
        const counts = first.header?.counts;
        const name = `<a href="${links.to(namesOf.series(each.series))}">${shell_text(each.series)}</a>`;
        return `<tr><td>${name}<td class="t">${timeCell(first.info.utc)}<br><span class="soft">${ageOf(asOf, first.info.utc)}</span><td class="st">${statusOf(first)}${notes(first)}${countCell(each.snapshots.length + each.olderCount)}${countCell(counts?.['files'])}${bytesCell(counts?.['bytes'])}${bytesCell(first.neededBytes)}<td>${verifiedText(each, asOf)}<td>${parts_hidden('restore', restoreCommand(place, first.info))}`;
    });
    const oldest = series.flatMap(({ snapshots }) => snapshots[0]?.info.utc ?? []).sort((a, b) => +a - +b)[0];
    const partial = series.filter(({ snapshots }) => snapshots[0]?.header?.status !== 'complete').length;
    const unproved = series.filter(({ snapshots }) => snapshots.every((each) => each.facts?.verified === undefined)).length;
    const main = [
        `<h1>${shell_text(title)}</h1>`,
        `<p class="soft">As of ${timeCell(asOf)}, from which all ages count.</p>`,
        facts({
            Series: (0,format/* formatCount */.B4)(series.length),
            'Newest snapshot not complete': (0,format/* formatCount */.B4)(partial),
            'Never verified': (0,format/* formatCount */.B4)(unproved),
            'Longest without a snapshot': oldest === undefined ? 'none' : ageOf(asOf, oldest),
        }),
        '<h2>Coverage</h2>',
        series.length === 0
            ? '<p>There is no snapshot in this vault.</p>'
            : table('Coverage', ['Series', 'Newest', 'Status', 'Snapshots', 'Files', 'Size', 'In the bucket', 'Verified', 'Bring it back'], `<tbody>${rows.join('')}</tbody>`),
    ];
    return { name: namesOf.index, title: `Vault ${title}`, main: main.join('\n') };
}
function seriesPage(view, series, links) {
    const { asOf, place } = view;
    const name = namesOf.series(series.series);
    const [first] = series.snapshots;
    const { newest } = series;
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
        table('Snapshots, newest first', ['Time', 'Status', 'Files', 'Size', 'Added to the bucket', 'Changed', 'Verified', 'Bring it back'], `<tbody>${series.snapshots.map((each) => snapshotRow(view, series, each, links)).join('')}</tbody>`),
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
    return `<tr id="${id}"><td class="t">${timeCell(info.utc)}<br><span class="soft">${ageOf(asOf, info.utc)}, ${shell_text(shortOf(info))}</span><td class="st">${statusOf(each)}${notes(each)}${countCell(header?.counts['files'])}${bytesCell(header?.counts['bytes'])}${bytesCell(added)}<td class="t">${link}<td>${proof}<td>${back}`;
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
    return `<h2>Refs</h2>${table('Refs', ['Ref', 'Points to', 'Moved last', 'Bring it back'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}
/** Paths and refs on one page: the newest snapshots first. */
const CHANGES_MAX = 3000;
const MOVES_MAX = 200;
/** What changed from snapshot to snapshot, with the command that prints what was there before. */
function changesPage({ place }, series, links) {
    const name = namesOf.changes(series.series);
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
            movesTable(changes, restoreCommand(place, before)),
            paths.length === 0
                ? ''
                : table('Paths', ['Change', 'Path', 'Before', 'After', 'What was before'], `<tbody>${paths.map((path) => changeRow(path, shortOf(before))).join('')}</tbody>`),
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
function movesTable({ refs }, back) {
    if (refs.length === 0)
        return '';
    const cell = (object) => `<td>${object === undefined ? '' : `<code>${shell_text(object)}</code>`}`;
    const rows = refs
        .slice(0, MOVES_MAX)
        .map(({ ref, before, after }) => `<tr><td>${shell_text(ref)}${cell(before)}${cell(after)}<td>${before === undefined ? '' : parts_hidden('restore', back)}`);
    const more = refs.length > MOVES_MAX ? `<p class="soft">And ${(0,format/* formatCount */.B4)(refs.length - MOVES_MAX)} more.</p>` : '';
    return `${table('Refs that moved', ['Ref', 'Before', 'After', 'What was before'], `<tbody>${rows.join('')}</tbody>`)}${more}`;
}
function changeRow({ path, kind, sizeBefore, sizeAfter, wasFile }, version) {
    const shown = (0,base_text/* shownPath */.pS)(path);
    const back = wasFile ? `<code>holdfast cat --version ${version} ${shell_text(`--path=${(0,command_line/* quoted */.TL)(shown)}`)}</code>` : '';
    return `<tr><td>${kind}<td class="p">${shell_text(shown)}${bytesCell(sizeBefore)}${bytesCell(sizeAfter)}<td class="p">${back}`;
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
function partsOf(view, series, links, onFolder) {
    return [
        seriesPage(view, series, links),
        ...changesPage(view, series, links),
        ...filePages(view, series, links, onFolder),
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
const FOOT = '<footer><p>Made by <code>holdfast browse</code> from roots, trees and marks; no pack was read. These pages load nothing.</p></footer>';

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
}
/** Before anything is read. @throws target-not-empty */
async function checkFolder(folder) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    const known = new Set([RECORD, ...(await readRecord(folder))]);
    const strange = (await (0,promises_.readdir)(folder)).filter((name) => !known.has(name) && !known.has(name.replace(/\.new$/, '')));
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
/** A new file in the place of what is there: a link would lead elsewhere. */
async function put(folder, name, content) {
    const path = (0,external_node_path_.join)(folder, name);
    await write_remove(`${path}.new`);
    await (0,promises_.writeFile)(`${path}.new`, content, { flag: 'wx' });
    await (0,promises_.rename)(`${path}.new`, path);
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
    const view = {
        place: (0,summary_history/* placeOf */.$t)(inputs, deps),
        asOf: asOfOf(inputs, series),
        isAtAws: (0,summary_history/* isAtAws */.Jk)(inputs, deps),
        series,
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
    return name === undefined ? (await (0,snapshots/* listSeries */._y)(store, signal)).map(({ series }) => series) : [name];
}
async function readSeries({ store }, name, { history }, { emit, signal }) {
    const all = await (0,snapshots/* listSnapshots */.Cb)(store, name, undefined, signal);
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
/** The pages tell no other time than one that the vault or a person says: so the same vault gives the same pages. */
function asOfOf({ asOf }, series) {
    if (asOf !== undefined)
        return new Date(asOf);
    const times = series.flatMap(({ snapshots }) => snapshots[0]?.info.utc.getTime() ?? []);
    return new Date(Math.max(0, ...times));
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
