export const id = 368;
export const ids = [368,7767];
export const modules = {

/***/ 57767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   compareTrees: () => (/* binding */ compareTrees),
/* harmony export */   diff: () => (/* binding */ diff),
/* harmony export */   diffIn: () => (/* binding */ diffIn)
/* harmony export */ });
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44694);
/* harmony import */ var _vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36231);
/* harmony import */ var _repository_refs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69909);
/* harmony import */ var _report_fields_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15313);
/* harmony import */ var _vault_vault_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58266);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58566);






/** What changed from the snapshot `compare-with` to the snapshot `version`. */
async function diff(inputs, deps) {
    return diffIn(await (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_3__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
/**
 * Merges two trees in path order. Equal are entries of the same type, mode, content and link target: times do not
 * count, since every fresh checkout has new ones.
 */
function* compareTrees(before, after) {
    const old = before[Symbol.iterator]();
    let previous = old.next();
    for (const entry of after) {
        while (previous.done !== true && Buffer.compare(previous.value.path, entry.path) < 0) {
            yield { kind: 'removed', path: previous.value.path, before: previous.value };
            previous = old.next();
        }
        if (previous.done === true || !previous.value.path.equals(entry.path)) {
            yield { kind: 'added', path: entry.path, after: entry };
            continue;
        }
        if (!isSame(previous.value, entry))
            yield { kind: 'changed', path: entry.path, before: previous.value, after: entry };
        previous = old.next();
    }
    for (; previous.done !== true; previous = old.next()) {
        yield { kind: 'removed', path: previous.value.path, before: previous.value };
    }
}
function isSame(a, b) {
    return a.type === b.type && a.mode === b.mode && a.sha256.equals(b.sha256) && a.target.equals(b.target);
}
function compareRefs(before = {}, after = {}) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .sort()
        .map((ref) => ({ ref, before: before[ref], after: after[ref] }))
        .filter((change) => change.before !== change.after);
}
async function diffIn(vault, inputs, deps) {
    const once = { ...deps, emit: tellingOnce(deps.emit) };
    const from = await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .pickOne */ .w9)(vault, inputs, once, [inputs.compareWith ?? 'latest~1']);
    const to = await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .pickOne */ .w9)(vault, inputs, once, inputs.version);
    const [a, b] = await Promise.all([from, to].map((found) => (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .openSnapshot */ .r3)(vault.store, found, ['tree', 'state'], deps)));
    if (a === undefined || b === undefined)
        throw new Error('two snapshots were asked for');
    const isSelected = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .selectorOf */ .Bk)(inputs, deps);
    const differences = [...compareTrees((0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .entriesOf */ .Mc)(a), (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .entriesOf */ .Mc)(b))].filter(({ before, after }) => {
        const { path, type } = (after ?? before);
        return isSelected(path, type === 'directory');
    });
    const refs = compareRefs((0,_repository_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .refsOf */ .g)(a), (0,_repository_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .refsOf */ .g)(b));
    const names = { from: from.info.id, to: to.info.id };
    return {
        status: 'complete',
        outputs: { found: true, series: to.info.series, snapshot: names.to, differences: differences.length + refs.length },
        tables: [
            ...(refs.length > 0 ? [refTable(refs, deps)] : []),
            pathTable(`${names.from} to ${names.to}`, differences, deps),
        ],
        summary: {
            title: `What changed in ${to.info.series}`,
            verdict: differences.length + refs.length === 0 ? 'nothing' : changesText(differences.length, refs.length),
            facts: diffFacts(differences),
        },
        json: {
            series: to.info.series,
            ...names,
            differences: (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_5__/* .jsonRows */ .GN)(DIFFERENCE_FIELDS, differences),
            ...(refs.length > 0 && { refs: (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_5__/* .jsonRows */ .GN)(REF_FIELDS, refs) }),
        },
    };
}
function changesText(paths, refs) {
    const counts = [paths > 0 ? (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .hS)(paths, 'path') : '', refs > 0 ? (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .hS)(refs, 'ref') : ''];
    return counts.filter((text) => text !== '').join(' and ');
}
function diffFacts(differences) {
    const bytesOf = (kind) => differences
        .filter((difference) => difference.kind === kind)
        .reduce((sum, { before, after }) => sum + ((0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .fileSize */ .Ov)(after ?? before) ?? 0), 0);
    const fact = (kind) => [
        `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .hS)(countOf(differences, kind), 'path')}, `,
        [bytesOf(kind), 'bytes'],
    ];
    return { Added: fact('added'), Removed: fact('removed'), Changed: fact('changed') };
}
/** Both selections skip the same snapshots. */
function tellingOnce(emit) {
    const told = new Set();
    return (event) => {
        const text = JSON.stringify(event);
        if (!told.has(text))
            emit(event);
        told.add(text);
    };
}
const DIFFERENCE_FIELDS = {
    kind: { kind: 'text', title: 'change', value: ({ kind }) => kind },
    path: { kind: 'path', values: ({ path }) => (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .pathJson */ .Et)(path), cell: pathText },
    before: {
        kind: 'bytes',
        title: 'size before',
        value: ({ before }) => before && sideJson(before),
        cell: ({ before }) => (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .fileSize */ .Ov)(before),
        before: 'path',
    },
    after: {
        kind: 'bytes',
        title: 'size after',
        value: ({ after }) => after && sideJson(after),
        cell: ({ after }) => (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .fileSize */ .Ov)(after),
        before: 'path',
    },
};
function pathText({ path, before, after }) {
    return (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .printablePath */ .Vj)(path) + ((after ?? before)?.type === 'directory' ? '/' : '');
}
function sideJson({ type, mode, sizeBytes, sha256 }) {
    const content = type === 'file' ? { sizeBytes, sha256: sha256.toString('hex') } : {};
    return { type, mode: (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .modeText */ .zR)(mode), ...content };
}
function pathTable(title, differences, deps) {
    const { rows, note } = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .shownRows */ .$6)(differences, deps);
    const counts = KINDS.map((kind) => `${countOf(differences, kind)} ${kind}`).join(', ');
    return (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_5__/* .tableOf */ .c_)(`${title}: ${counts}${note}`, DIFFERENCE_FIELDS, rows);
}
const KINDS = ['added', 'removed', 'changed'];
function countOf(differences, kind) {
    return differences.filter((difference) => difference.kind === kind).length;
}
const REF_FIELDS = {
    ref: { kind: 'text', value: ({ ref }) => ref },
    before: { kind: 'text', value: ({ before }) => before },
    after: { kind: 'text', value: ({ after }) => after },
};
function refTable(refs, deps) {
    const { rows, note } = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_1__/* .shownRows */ .$6)(refs, deps);
    return (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_5__/* .tableOf */ .c_)(`Refs: ${refs.length} changed${note}`, REF_FIELDS, rows);
}


/***/ }),

/***/ 80368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   list: () => (/* binding */ list),
/* harmony export */   listIn: () => (/* binding */ listIn)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _vault_read_marks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37359);
/* harmony import */ var _vault_format_sealed_root_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(161);
/* harmony import */ var _vault_read_selectors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6971);
/* harmony import */ var _vault_read_damage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57076);
/* harmony import */ var _vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56572);
/* harmony import */ var _diff_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(57767);
/* harmony import */ var _shared_summary_history_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(78827);
/* harmony import */ var _vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(36231);
/* harmony import */ var _repository_read_before_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(72019);
/* harmony import */ var _repository_refs_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(69909);
/* harmony import */ var _report_fields_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(15313);
/* harmony import */ var _vault_hidden_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(83576);
/* harmony import */ var _vault_vault_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(58266);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(58566);
/** Mode list: the series of a vault, the snapshots of a series, or the files of a snapshot. */















/** The snapshots of a series; with `version` the files of one; with `compare-with` what changed up to it. */
async function list(inputs, deps) {
    return listIn(await (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_12__/* .openVault */ .Z1)(inputs, deps), inputs, deps);
}
async function listIn(vault, inputs, deps) {
    if (vault.plan === undefined)
        return listVault(vault, deps);
    if (inputs.compareWith !== undefined)
        return (0,_diff_js__WEBPACK_IMPORTED_MODULE_6__.diffIn)(vault, inputs, deps);
    return inputs.version.length > 0 ? listFiles(vault, inputs, deps) : listSnapshotsOf(vault, inputs, deps);
}
/** No series is named and none follows from the environment: lists those of the vault. */
async function listVault({ store }, deps) {
    const all = await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_5__/* .listSeries */ ._y)(store, deps.signal);
    const hidden = await (0,_vault_hidden_js__WEBPACK_IMPORTED_MODULE_11__/* .tellOfHidden */ .l)({ store }, undefined, undefined, deps);
    const shown = new Set(all.map(({ series }) => series));
    const gone = [...new Set(hidden.map(({ series }) => series))].filter((series) => !shown.has(series));
    const deleted = gone.map((series) => ({ series: `${series} (all deleted)`, snapshots: 0 }));
    return {
        status: all.length > 0 ? 'complete' : 'not-found',
        outputs: { found: all.length > 0 },
        tables: [(0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .tableOf */ .c_)('Series in this vault', SERIES_FIELDS, [...all, ...deleted])],
        summary: { title: 'Series in this vault' },
        json: {
            series: (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .jsonRows */ .GN)(SERIES_FIELDS, all),
            deletedSeries: gone,
            deletedSnapshots: hidden.map(({ series, id }) => ({ series, id })),
        },
    };
}
const SERIES_FIELDS = {
    series: { kind: 'text', value: ({ series }) => series },
    snapshots: { kind: 'count', value: ({ snapshots }) => snapshots },
    newest: { kind: 'time', value: ({ newest }) => newest?.utc },
    newestId: { value: ({ newest }) => newest?.id },
};
async function listSnapshotsOf(vault, inputs, deps) {
    const shown = await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .newestOf */ .su)(vault, inputs, deps);
    const [first] = shown;
    if (first === undefined) {
        // The only result is the message that `if-no-snapshot` asks for.
        await (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_12__/* .pickSnapshot */ .gD)(vault, inputs, deps, []);
        return nothingFound(vault);
    }
    const { series } = first;
    // Newer ones than the oldest that is shown: what is older is shown by no list.
    const hidden = await (0,_vault_hidden_js__WEBPACK_IMPORTED_MODULE_11__/* .tellOfHidden */ .l)(vault, series, shown.at(-1)?.id, deps);
    const facts = await readShownMarks(vault, shown, deps);
    const rows = [];
    let forbidden;
    for await (const found of (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_5__/* .readHeaders */ .jB)(vault.store, shown, deps.signal)) {
        if ('header' in found)
            rows.push({ info: found, header: found.header, facts: facts.get(found.id) });
        else {
            if ((0,_vault_read_damage_js__WEBPACK_IMPORTED_MODULE_4__/* .unreadableKind */ .wZ)(found.error) === 'forbidden')
                forbidden ??= found.error;
            const sealed = found.error instanceof _vault_format_sealed_root_js__WEBPACK_IMPORTED_MODULE_2__/* .SealedError */ .Js ? found.error.facts : undefined;
            const problem = sealed === undefined ? { problem: found.error } : { sealed };
            rows.push({ info: found.info, ...problem, facts: facts.get(found.info.id) });
        }
    }
    if (rows.every(({ header }) => header === undefined) && forbidden !== undefined)
        throw forbidden;
    const broken = rows.filter(({ problem }) => problem !== undefined && (0,_vault_read_damage_js__WEBPACK_IMPORTED_MODULE_4__/* .unreadableKind */ .wZ)(problem) !== 'foreign');
    tellOfBroken(broken, deps);
    tellOfForeign(rows, deps);
    const doubtful = (0,_vault_format_sealed_root_js__WEBPACK_IMPORTED_MODULE_2__/* .openBesideSealed */ .xv)(rows);
    tellOfOpen(doubtful, deps);
    const now = vault.store.serverDate() ?? deps.now();
    const fields = snapshotFields(now, new Set(doubtful));
    const json = (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .jsonRows */ .GN)(fields, rows);
    return {
        status: broken.length > 0 ? 'partial' : 'complete',
        ...(broken.length > 0 && { exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.failed }),
        outputs: { found: true, series, snapshot: first.id, snapshots: JSON.stringify(json) },
        tables: [(0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .tableOf */ .c_)(`Snapshots of ${series}, newest first`, fields, rows)],
        summary: {
            title: `Snapshots of ${series}`,
            verdict: broken.length > 0 ? `${broken.length} of ${rows.length} cannot be read` : `${rows.length} shown`,
            facts: factsOfRows(rows, now),
            restoreCommand: (0,_shared_summary_history_js__WEBPACK_IMPORTED_MODULE_7__/* .restoreCommand */ .Od)(inputs, deps, first),
            history: rows.flatMap(({ info, header }) => (header === undefined ? [] : [(0,_shared_summary_history_js__WEBPACK_IMPORTED_MODULE_7__/* .historyPoint */ .jQ)(info, header)])).reverse(),
        },
        json: { series, snapshots: json, deletedSnapshots: hidden.map(({ id }) => id) },
    };
}
function factsOfRows(rows, now) {
    const [newest] = rows;
    const counts = newest?.header?.counts;
    const verified = rows.flatMap(({ facts }) => facts?.verified?.utc.getTime() ?? []);
    const last = verified.length === 0 ? undefined : Math.max(...verified);
    return {
        'Newest snapshot': [newest === undefined ? 'none' : (0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .agoText */ .HB)(now.getTime() - newest.info.utc.getTime())],
        ...(counts !== undefined && {
            'New in it': [[counts['newBytes'], 'bytes'], ' of ', [counts['bytes'], 'bytes']],
        }),
        'Newest proof': [last === undefined ? 'none of these: run mode verify' : (0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .agoText */ .HB)(now.getTime() - last)],
    };
}
/** Marks of the snapshots shown, given newest first: a LIST, and a GET for each mark. */
async function readShownMarks({ store }, shown, { signal }) {
    const { series, id: from } = shown.at(-1);
    const ids = new Set(shown.map(({ id }) => id));
    const marks = await (0,_vault_read_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .listMarks */ .rD)(store, series, { from, signal });
    return (0,_vault_read_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .readMarkFacts */ .nu)(store, marks.filter(({ id }) => ids.has(id)), signal);
}
function nothingFound({ plan }) {
    return {
        status: 'not-found',
        outputs: { found: false, series: plan?.series ?? '', snapshots: '[]' },
        tables: [],
        json: { series: plan?.series, snapshots: [] },
    };
}
function statusOf(problem) {
    const kind = (0,_vault_read_damage_js__WEBPACK_IMPORTED_MODULE_4__/* .unreadableKind */ .wZ)(problem);
    return kind === 'newer' || kind === 'foreign' ? kind : 'unreadable';
}
/** Said once: whoever may write can make any number of them. */
function tellOfForeign(rows, { emit }) {
    const foreign = rows.filter(({ problem }) => (0,_vault_read_damage_js__WEBPACK_IMPORTED_MODULE_4__/* .unreadableKind */ .wZ)(problem) === 'foreign');
    const [first] = foreign;
    if (first?.problem === undefined)
        return;
    emit({
        type: 'warning',
        class: 'foreign-snapshot',
        message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .counted */ .hS)(foreign.length, 'snapshot is', 'snapshots are')} not of the holders of vault-key, and never used: ${first.problem.message}`,
        fix: first.problem.fix,
    });
}
/** Said once, like that. */
function tellOfOpen(doubtful, { emit }) {
    const [newest] = doubtful;
    if (newest === undefined)
        return;
    emit({
        type: 'warning',
        class: 'open-beside-sealed',
        message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .counted */ .hS)(doubtful.length, 'snapshot is', 'snapshots are')} open, beside sealed ones, ${newest.info.id} for one: without vault-key nobody can tell whose.`,
        fix: 'List with the key of the vault. What none of you made: mode audit, and `mark` with quarantine.',
    });
}
/** Digits, as git shows them. */
const SHORT_COMMIT = 7;
/** @param now S3's clock @param doubtful those that are open, beside sealed ones */
function snapshotFields(now, doubtful) {
    return {
        id: { kind: 'text', value: ({ info }) => info.id },
        time: { kind: 'time', value: ({ info }) => info.utc, before: 'id' },
        timeTrusted: { value: ({ info }) => info.timeTrusted },
        rootBytes: { value: ({ info }) => info.sizeBytes },
        marks: { value: ({ facts }) => facts && marksJson(facts) },
        status: { kind: 'text', value: ({ header, sealed, problem }) => (header ?? sealed)?.status ?? statusOf(problem) },
        problem: { value: ({ problem }) => problem?.message },
        parts: { value: ({ header }) => header?.parts },
        readBefore: { value: ({ header }) => header && (0,_repository_read_before_js__WEBPACK_IMPORTED_MODULE_9__/* .readBefore */ ._)(header) },
        counts: { value: ({ header }) => header?.counts },
        context: { value: ({ header }) => header?.context },
        files: { kind: 'count', cell: ({ header }) => header?.counts['files'] },
        size: { kind: 'bytes', cell: ({ header }) => header?.counts['bytes'] },
        stored: { kind: 'bytes', cell: ({ info, header }) => header && (0,_shared_summary_history_js__WEBPACK_IMPORTED_MODULE_7__/* .addedBytes */ .OU)(info, header) },
        ref: { kind: 'text', cell: ({ header }) => header && shortRef(header) },
        commit: { kind: 'text', cell: ({ header }) => header && (0,_vault_read_selectors_js__WEBPACK_IMPORTED_MODULE_3__/* .originOf */ .yv)(header).commits[0]?.slice(0, SHORT_COMMIT) },
        labels: { kind: 'text', value: ({ header, sealed }) => (header ?? sealed)?.labels, cell: labelsText },
        gaps: { value: ({ header }) => header && gapCounts(header) },
        anomaly: { value: ({ header, sealed }) => (header ?? sealed)?.anomaly },
        seal: { value: ({ header, sealed }) => (header ?? sealed)?.seal },
        notes: { kind: 'text', cell: (row) => notesText(row, now, doubtful.has(row)) },
        besideSealed: { value: (row) => doubtful.has(row) || undefined },
    };
}
function shortRef(header) {
    return (0,_vault_read_selectors_js__WEBPACK_IMPORTED_MODULE_3__/* .originOf */ .yv)(header).refs[0]?.replace(/^refs\/(heads|tags)\//, '');
}
/** Those that it was made with, and those of marks. */
function labelsText({ header, sealed, facts }) {
    const said = header ?? sealed;
    return said && [...new Set([...said.labels, ...(facts?.labels ?? [])])].join(' ');
}
function gapCounts({ gaps }) {
    return Object.fromEntries(Object.entries(gaps).map(([name, { count }]) => [name, count]));
}
function notesText({ info, header, sealed, problem, facts }, now, isDoubtful) {
    const marked = facts === undefined ? [] : markNotes(facts, now);
    const said = header ?? sealed;
    if (said === undefined)
        return [problem?.message, ...marked].join('; ');
    return [
        ...(sealed === undefined ? [] : ['sealed']),
        ...(isDoubtful ? [_vault_format_sealed_root_js__WEBPACK_IMPORTED_MODULE_2__/* .BESIDE_SEALED */ ._] : []),
        ...(said.anomaly === undefined ? [] : [`anomaly: ${said.anomaly}`]),
        ...(info.timeTrusted ? [] : ['its time is not trusted: never latest']),
        ...marked,
    ].join('; ');
}
function markNotes({ verified, hold, acknowledged, quarantine }, now) {
    const because = (what, reason) => reason === undefined ? [] : [reason === '' ? what : `${what}: ${reason}`];
    return [
        ...because('in quarantine, never used', quarantine),
        ...(verified === undefined
            ? []
            : [`verified ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .agoText */ .HB)(now.getTime() - verified.utc.getTime())} (${verified.level})`]),
        ...because('held', hold),
        ...because('anomaly acknowledged', acknowledged),
    ];
}
function marksJson({ verified, ...rest }) {
    return { ...rest, ...(verified && { verified: { level: verified.level, time: verified.utc.toISOString() } }) };
}
async function listFiles(vault, inputs, deps) {
    const found = await (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_12__/* .pickSnapshot */ .gD)(vault, inputs, deps, inputs.version);
    if (found === undefined)
        return nothingFound(vault);
    const snapshot = await (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .openSnapshot */ .r3)(vault.store, found, ['tree', 'state'], deps);
    const isSelected = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .selectorOf */ .Bk)(inputs, deps);
    const entries = [...(0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .entriesOf */ .Mc)(snapshot)].filter(({ path, type }) => isSelected(path, type === 'directory'));
    isSelected.tellUnused();
    const files = entries.filter(({ type }) => type === 'file');
    const { id, series } = found.info;
    const refs = (0,_repository_refs_js__WEBPACK_IMPORTED_MODULE_10__/* .refsOf */ .g)(snapshot);
    const earlier = (0,_repository_read_before_js__WEBPACK_IMPORTED_MODULE_9__/* .readBefore */ ._)(snapshot.root.header);
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return {
        status: 'complete',
        outputs: { found: true, series, snapshot: id, files: files.length, bytes },
        tables: [
            ...(refs === undefined ? [] : [refTable(refs, deps)]),
            ...(earlier === undefined ? [] : [(0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .tableOf */ .c_)('As an earlier run read it', READ_FIELDS, Object.entries(earlier))]),
            ...(snapshot.root.gaps.length === 0 ? [] : [gapTable(snapshot.root.gaps, deps)]),
            entryTable(`Snapshot ${id} of ${series}: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .counted */ .hS)(files.length, 'file')}`, entries, deps),
        ],
        summary: { title: `A snapshot of ${series}` },
        json: {
            series,
            snapshot: id,
            entries: (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .jsonRows */ .GN)(_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .ENTRY_FIELDS */ .V2, entries),
            gaps: snapshot.root.gaps,
            ...(refs && { refs }),
            ...(earlier && { readBefore: earlier }),
        },
    };
}
/** Snapshots that cannot be read and are named in a warning of their own; the table has all. */
const NAMED_BROKEN = 5;
function tellOfBroken(broken, { emit }) {
    for (const { info, problem } of broken.slice(0, NAMED_BROKEN))
        emit({ type: 'warning', class: 'unreadable-snapshot', message: `Snapshot ${info.id}: ${problem?.message}` });
    const others = broken.length - NAMED_BROKEN;
    if (others > 0)
        emit({
            type: 'warning',
            class: 'unreadable-snapshot',
            message: `And ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_13__/* .counted */ .hS)(others, 'snapshot')} more cannot be read: the table names them.`,
        });
}
function entryTable(title, entries, deps) {
    const { rows, note } = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .shownRows */ .$6)(entries, deps);
    return (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .tableOf */ .c_)(title + note, _vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .ENTRY_FIELDS */ .V2, rows);
}
const REF_FIELDS = {
    ref: { kind: 'text', value: ([ref]) => ref },
    object: { kind: 'text', value: ([, object]) => object },
};
function refTable(refs, deps) {
    const { rows, note } = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .shownRows */ .$6)(Object.entries(refs), deps);
    return (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .tableOf */ .c_)(`Refs${note}`, REF_FIELDS, rows);
}
const READ_FIELDS = {
    kind: { kind: 'text', value: ([kind]) => kind },
    read: { kind: 'time', value: ([, time]) => new Date(time) },
};
const GAP_FIELDS = {
    class: { kind: 'text', value: (gap) => gap.class },
    path: { kind: 'path', value: ({ path }) => path },
    reason: { kind: 'text', value: ({ reason }) => reason },
};
function gapTable(gaps, deps) {
    const { rows, note } = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_8__/* .shownRows */ .$6)(gaps, deps);
    return (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_14__/* .tableOf */ .c_)(`Not in this snapshot${note}`, GAP_FIELDS, rows);
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

/***/ 36231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ shownRows),
/* harmony export */   Bk: () => (/* binding */ selectorOf),
/* harmony export */   Et: () => (/* binding */ pathJson),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   Ov: () => (/* binding */ fileSize),
/* harmony export */   V2: () => (/* binding */ ENTRY_FIELDS),
/* harmony export */   r3: () => (/* binding */ openSnapshot),
/* harmony export */   su: () => (/* binding */ newestOf),
/* harmony export */   w9: () => (/* binding */ pickOne),
/* harmony export */   zR: () => (/* binding */ modeText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44694);
/* harmony import */ var _vault_read_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80569);
/* harmony import */ var _vault_read_root_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7269);
/* harmony import */ var _vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56572);
/* harmony import */ var _vault_format_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26596);
/* harmony import */ var _sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25247);
/* harmony import */ var _hidden_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(83576);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(58266);
/** A snapshot opened for reading, and its paths as people and programs see them. */









/** What the modes that read share: a snapshot opened for reading, and its paths as people and programs see them. */
/** A table in a workflow's log ends here; a terminal, and JSON everywhere, get all rows. */
const LOG_ROWS_MAX = 1000;
/** As `pickSnapshot`, for the modes that cannot go on without one. */
async function pickOne(vault, inputs, deps, selectors) {
    const found = await (0,_vault_js__WEBPACK_IMPORTED_MODULE_8__/* .pickSnapshot */ .gD)(vault, { ...inputs, ifNoSnapshot: 'fail' }, deps, selectors);
    if (found === undefined)
        throw new Error('no snapshot, and no error');
    return found;
}
/** The newest snapshots, of the first series that has any: see `seriesInOrder`. */
async function newestOf(vault, inputs, deps) {
    for await (const candidate of (0,_vault_js__WEBPACK_IMPORTED_MODULE_8__/* .seriesInOrder */ .DP)(vault, inputs, deps)) {
        const found = await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__/* .newestSnapshots */ .q8)(vault.store, candidate, inputs.limit, deps.now(), deps.signal);
        if (found.length > 0)
            return found.slice(0, inputs.limit);
    }
    return [];
}
async function openSnapshot(store, found, names, deps) {
    const { info, versionId } = found;
    const { signal } = deps;
    const onCovered = (0,_hidden_js__WEBPACK_IMPORTED_MODULE_7__/* .tellOfCovered */ .r)(info, deps);
    const root = await (0,_vault_read_root_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .readRoot */ .XD)(store, info, { signal, onCovered, ...(versionId !== undefined && { versionId }) });
    const blobs = new _vault_read_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .BlobReader */ .n(store, root);
    return { root, blobs, sections: await (0,_vault_read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__/* .loadSections */ .$1)(root, names, blobs, signal) };
}
/** The entries of a snapshot, in the order of their path's bytes. */
function entriesOf({ sections }, prefix) {
    return (0,_vault_format_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .treeEntries */ .re)(sections.tree ?? [], prefix);
}
/**
 * What `include` and `exclude` choose; everything without them. `tellUnused`, once all paths were asked for, warns
 * about patterns that match none.
 */
function selectorOf(inputs, { emit }) {
    const include = inputs.include.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_6__/* .compilePatterns */ .xi)(inputs.include) : undefined;
    const exclude = inputs.exclude.length > 0 ? (0,_sources_files_patterns_js__WEBPACK_IMPORTED_MODULE_6__/* .compilePatterns */ .xi)(inputs.exclude) : undefined;
    const isSelected = (path, isDirectory) => include?.matches(path, isDirectory) !== false && exclude?.matches(path, isDirectory) !== true;
    const tellUnused = () => {
        for (const [name, filter] of [['include', include], ['exclude', exclude]]) {
            const unused = filter?.unused() ?? [];
            if (unused.length === 0)
                continue;
            emit({
                type: 'warning',
                class: 'pattern-fits-nothing',
                message: `${name}: no path of the snapshot matches ${unused.map((line) => JSON.stringify(line)).join(', ')}.`,
                fix: 'A pattern without a slash matches at any depth, one with a slash only from the top of the snapshot: see docs/patterns.md.',
            });
        }
    };
    return Object.assign(isSelected, { tellUnused });
}
/** A path in JSON: text, or base64 where it is not valid UTF-8. */
function pathJson(path) {
    return (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(path) ? { path: path.toString() } : { pathBase64: path.toString('base64') };
}
/** undefined for a time that no Date holds. */
function mtimeOf({ mtimeSeconds, mtimeNanos }) {
    const time = new Date(mtimeSeconds * 1000 + Math.floor(mtimeNanos / 1e6));
    return Number.isNaN(time.getTime()) ? undefined : time;
}
/** An entry of a snapshot in a list. */
const ENTRY_FIELDS = {
    path: { kind: 'path', values: ({ path }) => pathJson(path), cell: pathText },
    type: { value: ({ type }) => type },
    mode: { kind: 'text', value: ({ mode }) => modeText(mode), cell: (entry) => typedMode(entry), before: 'path' },
    sizeBytes: { kind: 'bytes', title: 'size', value: ({ sizeBytes }) => sizeBytes, cell: fileSize, before: 'path' },
    mtime: { kind: 'time', title: 'modified', value: (entry) => mtimeOf(entry) ?? null, before: 'path' },
    sha256: { value: ({ type, sha256 }) => (type === 'file' ? sha256.toString('hex') : undefined) },
    target: { value: ({ type, target }) => (type === 'symlink' ? (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(target) : undefined) },
};
/** Octal. */
function modeText(mode) {
    return mode.toString(8).padStart(4, '0');
}
const TYPE_LETTERS = { file: '-', directory: 'd', symlink: 'l' };
function typedMode({ type, mode }) {
    return `${TYPE_LETTERS[type]}${modeText(mode)}`;
}
/** Folders and links have none of their own. */
function fileSize(entry) {
    return entry?.type === 'file' ? entry.sizeBytes : undefined;
}
function pathText({ path, type, target }) {
    const arrow = type === 'symlink' ? ` -> ${(0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(target)}` : type === 'directory' ? '/' : '';
    return (0,_base_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printablePath */ .Vj)(path) + arrow;
}
/** The rows that a table shows here, and what its title has to say about the others. */
function shownRows(rows, deps) {
    if (deps.surface === 'cli' || rows.length <= LOG_ROWS_MAX)
        return { rows, note: '' };
    const note = ` (the first ${LOG_ROWS_MAX} of ${rows.length}; the report has all)`;
    return { rows: rows.slice(0, LOG_ROWS_MAX), note };
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

/***/ 25247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ PatternSet),
/* harmony export */   K$: () => (/* binding */ NOTHING),
/* harmony export */   Md: () => (/* binding */ DIRECTORY),
/* harmony export */   Zs: () => (/* binding */ OTHER),
/* harmony export */   iF: () => (/* binding */ relativePatterns),
/* harmony export */   n0: () => (/* binding */ ANYTHING),
/* harmony export */   xi: () => (/* binding */ compilePatterns)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var minimatch__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33581);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44694);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58566);
/** Parses patterns, and matches paths against them. */





/**
 * The pattern language of @actions/glob (`*`, `?`, `[...]`, `**`, `!`, `#`, a directory means everything below it), on
 * paths relative to a root. Same matcher and options as theirs; its own Globber is the oracle in the tests.
 * https://github.com/actions/toolkit/tree/main/packages/glob#patterns
 */
/** As long as a path may be on Linux. */
const PATTERN_MAX_CHARS = 4096;
/** Types of entries that are matched at a path, as bits: a pattern with `/` at its end matches directories only. */
const NOTHING = 0;
const DIRECTORY = 1;
const OTHER = 2;
const ANYTHING = DIRECTORY | OTHER;
/**
 * A filter for `include`, `exclude` and the patterns of find. A line that is the name of a path as lists show it, with its
 * wildcards and backslashes, matches that path too, and what is below it.
 * @param lines patterns relative to the tree's root; a leading `/` means that root too
 * @throws HoldfastError `invalid-pattern`
 */
function compilePatterns(lines, platform = process.platform) {
    const place = { root: undefined, homeDir: undefined, platform };
    const given = patternLines(lines);
    // On Windows a backslash separates names.
    const unescape = platform === 'win32' ? (text) => text : unescapedPattern;
    const set = new PatternSet(given.map((line) => relativeLine(line, place, 'any-depth', unescape)), platform);
    const names = new Map(given.flatMap((line) => (isPlainName(line) ? [[shownName(line), line]] : [])));
    const namesSeen = new Set();
    const isNamed = (path) => {
        if (names.size === 0)
            return false;
        const shown = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .shownPath */ .pS)(path);
        for (let end = shown.length; end > 0; end = shown.lastIndexOf('/', end - 1)) {
            const line = names.get(shown.slice(0, end));
            if (line === undefined)
                continue;
            namesSeen.add(line);
            return true;
        }
        return false;
    };
    return {
        matches: (path, isDirectory) => set.matches((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .bytesText */ .pV)(path), isDirectory) || isNamed(path),
        unused: () => set.unused().flatMap((i) => (namesSeen.has(given[i] ?? '') ? [] : [given[i] ?? ''])),
    };
}
/** Whether a line may be a plain name whose wildcards or backslashes would mean something else in a pattern. */
function isPlainName(line) {
    return !line.startsWith('!') && /[\\*?[]/.test(line);
}
/** Without the marks that lists and patterns put around a name. */
function shownName(line) {
    return line.replace(/^\.?\//, '').replace(/\/$/, '');
}
/** The escapes of names in lists, as the characters that they stand for; those that mean something stay literal. */
function unescapedPattern(pattern) {
    return pattern.replace(/\\\\|(?:\\x[0-9a-f]{2})+|\\n|\\u[0-9a-f]{4}/gi, (escape) => {
        if (escape === '\\\\')
            return escape;
        return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .unescapedText */ .O6)(escape).replace(/[\\*?[\]!#~-]/g, '\\$&');
    });
}
function patternLines(lines) {
    return lines
        .flatMap((line) => line.split(/\r?\n/))
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
}
/**
 * Pattern lines without comments and empty ones, each relative to the root and in one form, so that they mean the same
 * on every machine and when they are read again: `dist/**`, `!logs`, `.` for the root itself; with `any-depth` `**\/*.log`
 * for `*.log` and `./dist` for `/dist`.
 * @throws HoldfastError `invalid-pattern`, `pattern-outside-root`
 */
function relativePatterns(lines, place, anchoring = 'at-root') {
    return patternLines(lines).map((line) => relativeLine(line, place, anchoring));
}
function relativeLine(line, place, anchoring, unescape = (text) => text) {
    const [, marks = '', text = ''] = /^((?:!\s*)*)(.*)$/su.exec(line) ?? [];
    const negate = marks.replace(/\s/g, '').length % 2 === 1;
    const pattern = unescape(text);
    const relative = relativePattern(pattern, line, place, anchoring);
    return (negate ? '!' : '') + (anchoring === 'any-depth' ? anchored(pattern, relative) : relative);
}
// The same pattern in a form that says where it matches: it begins with `./` at the root, with `**/` at any depth.
function anchored(text, relative) {
    if (relative === '.' || relative.replace(/\/$/, '').includes('/'))
        return relative;
    return text.replace(/\/$/, '').includes('/') || text.startsWith('/') ? `./${relative}` : `**/${relative}`;
}
function relativePattern(text, line, place, anchoring) {
    if (text === '')
        throw invalidPattern(line, 'there is no pattern after the exclamation mark');
    if (text.length > PATTERN_MAX_CHARS)
        throw invalidPattern(line.slice(0, 80), `it is longer than ${PATTERN_MAX_CHARS}`);
    let pattern = place.platform === 'win32' ? text.replace(/\\/g, '/') : text;
    if (place.homeDir !== undefined && /^~(\/|$)/.test(pattern)) {
        pattern = escapeGlob(place.homeDir, place.platform) + pattern.slice(1);
    }
    const segments = pattern.split('/').filter((segment) => segment !== '');
    if (isAbsolute(pattern, place.platform) && place.root !== undefined) {
        const isBelow = removeRoot(segments, place.root, place.platform);
        // As in .gitignore, a slash at the beginning means the root; in `path` it is the root of the machine.
        if (!isBelow && (anchoring === 'at-root' || !pattern.startsWith('/')))
            throw outsideRoot(line, place.root);
    }
    else if (segments[0] === '.') {
        segments.shift();
    }
    const literals = segments.map(literalSegment);
    if (literals.includes('..'))
        throw outsideRoot(line, place.root);
    if (literals.includes('.'))
        throw invalidPattern(line, '"." can only be its first segment');
    if (segments.length === 0)
        return '.';
    const relative = segments.join('/') + (pattern.endsWith('/') ? '/' : '');
    // `./` stays before a character that has another meaning at the start of a line.
    return /^[#!~\s]/.test(relative) ? `./${relative}` : relative;
}
/** Removes the segments of the root from the start of an absolute pattern, if it begins with them. */
function removeRoot(segments, root, platform) {
    const rootSegments = root.split(platform === 'win32' ? /[\\/]+/ : /\/+/).filter((segment) => segment !== '');
    const same = (a, b) => platform === 'win32' ? a?.toLowerCase() === b.toLowerCase() : a === b;
    const front = segments.slice(0, rootSegments.length).map(literalSegment);
    if (!rootSegments.every((segment, i) => same(front[i], segment)))
        return false;
    segments.splice(0, rootSegments.length);
    return true;
}
function isAbsolute(pattern, platform) {
    return platform === 'win32' ? node_path__WEBPACK_IMPORTED_MODULE_0__.win32.isAbsolute(pattern) || /^[a-z]:/i.test(pattern) : pattern.startsWith('/');
}
function escapeGlob(literal, platform) {
    const text = platform === 'win32' ? literal.replace(/\\/g, '/') : literal.replace(/\\/g, '\\\\');
    return text.replace(/(\[)(?=[^/]+\])/g, '[[]').replace(/[?*]/g, '[$&]');
}
/**
 * The text that a segment stands for if it has no wildcard, else undefined. Escapes (`\*`) and sets of one character
 * (`[*]`) are literal; an empty or unclosed set is plain text.
 */
function literalSegment(segment) {
    let literal = '';
    for (const token of segment.matchAll(/\\(.)|\[((?:\\.|[^\]\\])+)\]|([*?])|(.)/gsu)) {
        const set = token[2]?.replace(/\\(.)/gsu, '$1');
        if (token[3] !== undefined || (set !== undefined && set.length > 1))
            return undefined;
        literal += token[1] ?? set ?? token[4] ?? '';
    }
    return literal;
}
function invalidPattern(line, what) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'invalid-pattern',
        message: `The pattern ${JSON.stringify(line)} is not valid: ${what}.`,
        fix: 'Give one pattern a line, for example "dist", "src/**/*.ts" or "!**/node_modules".',
        exitCode: 2,
    });
}
function outsideRoot(line, root) {
    const where = root === undefined ? 'the top of the snapshot' : `the root ${JSON.stringify(root)}`;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'pattern-outside-root',
        message: `The pattern ${JSON.stringify(line)} leads outside ${where}.`,
        why: 'Paths in a backup are relative to one root, so that they mean the same on every machine.',
        fix: root === undefined
            ? 'Give patterns relative to it, without "..".'
            : 'Change the pattern, or set `root` to a folder that holds both.',
        exitCode: 2,
    });
}
/** One line, compiled. Matched against `/` + relative path, as @actions/glob matches absolute paths. */
class Line {
    negate;
    /** The folders before the first wildcard: where a search would start. */
    searchPath;
    /** Without any wildcard: names one path. */
    isLiteral;
    /** undefined for `.`, which is everything below the root. */
    own;
    /** Everything below what the line itself matches. */
    descendants;
    endsWithGlobstar;
    directoriesOnly;
    onlyGlobstars;
    /** Begins with `**`, so that it may match below any folder. */
    anywhere;
    constructor(line, platform) {
        this.negate = line.startsWith('!');
        const pattern = (this.negate ? line.slice(1) : line).replace(/^\.\//, '');
        this.directoriesOnly = pattern.endsWith('/');
        const segments = pattern === '.' ? [] : pattern.split('/').filter((segment) => segment !== '');
        this.endsWithGlobstar = segments.at(-1) === '**';
        this.onlyGlobstars = segments.every((segment) => segment === '**');
        this.anywhere = segments[0] === '**';
        const literals = segments.map(literalSegment);
        const firstGlob = literals.indexOf(undefined);
        this.searchPath = (firstGlob < 0 ? literals : literals.slice(0, firstGlob)).join('/');
        this.isLiteral = firstGlob < 0;
        if (segments.length === 0)
            return;
        this.own = compile(segments, platform);
        if (this.directoriesOnly || !this.endsWithGlobstar)
            this.descendants = compile([...segments, '**'], platform);
    }
    kinds(relative) {
        if (this.own === undefined)
            return ANYTHING;
        // `a/**` matches `a/` and not `a`, so the slash makes it match the folder `a` itself.
        const matched = this.own.match(this.endsWithGlobstar ? `/${relative}/` : `/${relative}`);
        const kinds = !matched ? NOTHING : this.directoriesOnly ? DIRECTORY : ANYTHING;
        return kinds !== ANYTHING && this.descendants?.match(`/${relative}`) === true ? ANYTHING : kinds;
    }
    /** `some` means only that a match is possible; there may be none. '' is the root. */
    below(directory) {
        if (directory === '')
            return this.onlyGlobstars ? 'all' : 'some';
        if (this.own === undefined)
            return 'all';
        if ((this.kinds(directory) & DIRECTORY) !== 0)
            return 'all';
        if (this.anywhere)
            return 'some';
        const segments = `/${directory}`.split('/');
        const reachable = [this.own, this.descendants].some((matcher) => {
            const row = matcher?.set[0];
            return matcher !== undefined && row !== undefined && matcher.matchOne(segments, row, true);
        });
        return reachable ? 'some' : 'none';
    }
}
function compile(segments, platform) {
    const nocase = platform === 'win32';
    return new minimatch__WEBPACK_IMPORTED_MODULE_1__/* .Minimatch */ .VR(`/${segments.join('/')}`, {
        dot: true,
        nobrace: true,
        nocase,
        nocomment: true,
        noext: true,
        nonegate: true,
        platform: platform === 'win32' ? 'win32' : 'linux',
    });
}
/** Lines in order: a later line overrides an earlier one. Paths are relative, with `/` between segments, and never empty. */
class PatternSet {
    lines;
    used = new Set();
    /** @param patterns in the form that `relativePatterns` gives */
    constructor(patterns, platform) {
        this.lines = patterns.map((pattern) => new Line(pattern, platform));
    }
    matches(relative, isDirectory) {
        return (this.kinds(relative) & (isDirectory ? DIRECTORY : OTHER)) !== 0;
    }
    /** The types of entries that are matched at this path. */
    kinds(relative) {
        let kinds = NOTHING;
        this.lines.forEach((line, i) => {
            const own = line.kinds(relative);
            if (own !== NOTHING)
                this.used.add(i);
            if (line.negate)
                kinds &= ~own;
            else
                kinds |= own;
        });
        return kinds;
    }
    /** Numbers of the lines that have matched none of the paths so far. */
    unused() {
        return [...this.lines.keys()].filter((i) => !this.used.has(i));
    }
    /** @param directory '' for the root */
    below(directory) {
        let state = 'none';
        for (const line of this.lines) {
            const reach = line.below(directory);
            if (reach === 'none')
                continue;
            const end = line.negate ? 'none' : 'all';
            state = reach === 'all' || state === end ? end : 'some';
        }
        return state;
    }
    /** The folders or files that the lines name before their first wildcard; '' is the root. */
    literalStarts() {
        return [...new Set(this.lines.filter((line) => !line.negate).map((line) => line.searchPath))];
    }
    /** The paths that lines without wildcards name; '' is the root. */
    literalPaths() {
        return [...new Set(this.lines.filter((line) => !line.negate && line.isLiteral).map((line) => line.searchPath))];
    }
    /** Where the lines start to search, each not below another one; '' is the root. */
    searchPaths() {
        const all = this.literalStarts();
        return all.filter((one) => !all.some((other) => other !== one && (other === '' || one.startsWith(`${other}/`))));
    }
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
