export const id = 166;
export const ids = [166];
export const modules = {

/***/ 95052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   undelete: () => (/* binding */ undelete)
/* harmony export */ });
/* harmony import */ var _snapshot_undelete_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49770);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82306);
/* harmony import */ var _strangers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96001);
/* harmony import */ var _vault_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16807);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17979);





/** Shows the snapshots under a delete marker; brings those back that are named, with `apply`. */
async function undelete(inputs, deps) {
    const vault = await (0,_vault_js__WEBPACK_IMPORTED_MODULE_3__/* .openVault */ .Z1)(inputs, deps);
    (0,_strangers_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseStrangers */ .C)(vault.workflow);
    const { series } = (0,_vault_js__WEBPACK_IMPORTED_MODULE_3__/* .plannedSeries */ .cn)(vault);
    const { version: ids, apply } = inputs;
    const { emit, signal } = deps;
    const outcome = await (0,_snapshot_undelete_js__WEBPACK_IMPORTED_MODULE_0__/* .undelete */ .nt)({ store: vault.store, series, ids, apply, emit, signal });
    const applied = apply && ids.length > 0;
    const changed = outcome.snapshots.filter(isChange);
    const failed = ids.length === 0 ? [] : outcome.snapshots.filter((each) => stateOf(each, outcome).startsWith('lost'));
    for (const { place } of failed)
        deps.emit({
            type: 'warning',
            class: 'object-lost',
            message: `Snapshot ${place.id} cannot be brought back whole: S3 versions of what it needs are gone.`,
            fix: 'Mode repair names what is left of it.',
        });
    return {
        status: failed.length > 0 ? 'failed' : 'complete',
        outputs: { changes: ids.length === 0 ? 0 : changed.length - failed.length, applied },
        tables: [table(series, outcome, applied, deps)],
        summary: { title: `Undelete of ${series}`, text: textOf(ids, outcome, applied) },
        json: {
            series,
            applied,
            snapshots: outcome.snapshots.map((each) => ({
                id: each.place.id,
                time: each.place.utc.toISOString(),
                deletedAt: each.place.deletedAt?.toISOString() ?? null,
                state: stateOf(each, outcome),
                reason: each.reason ?? null,
                toPutBack: each.toPutBack.map(({ key }) => key),
                lost: each.lost,
            })),
            lost: outcome.lost,
        },
    };
}
function isChange({ place, toPutBack }) {
    return place.deletedAt !== undefined || toPutBack.length > 0;
}
function stateOf(each, { broughtBack, lost }) {
    if (broughtBack.includes(each.place.id))
        return isChange(each) ? 'brought back' : 'there already';
    if (each.root === undefined)
        return 'lost: no S3 version of it is right';
    const gone = new Set([...each.lost, ...each.toPutBack.map(({ key }) => key).filter((key) => lost.includes(key))]);
    if (gone.size > 0)
        return `lost: ${gone.size} of its ${each.root.objects.length} objects are gone`;
    return isChange(each) ? 'can be brought back' : 'there already';
}
function table(series, outcome, applied, deps) {
    const { rows, note } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_1__/* .shownRows */ .$6)(outcome.snapshots, deps);
    return {
        title: `${applied ? 'Brought back' : 'Snapshots under a delete marker'} in ${series}${note}`,
        columns: {
            time: 'time',
            id: 'text',
            deleted: 'time',
            state: 'text',
            'objects to check or put back': 'count',
            reason: 'text',
        },
        rows: rows.map((each) => [
            each.place.utc,
            each.place.id,
            each.place.deletedAt,
            stateOf(each, outcome),
            each.toPutBack.length,
            each.reason,
        ]),
    };
}
function textOf(ids, { snapshots, broughtBack }, applied) {
    if (applied)
        return `Brought back: ${broughtBack.length} of ${(0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .h)(snapshots.length, 'snapshot')}. The rules of the next prune may take them out again: set a hold, or change the rules.`;
    if (ids.length === 0)
        return snapshots.length === 0
            ? 'No snapshot is under a delete marker.'
            : `Under a delete marker: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .h)(snapshots.length, 'snapshot')}. Name one by its id to bring it back.`;
    return snapshots.some(isChange)
        ? 'A plan, and nothing was changed: `apply: true` carries it out.'
        : 'Nothing has to be brought back.';
}


/***/ }),

/***/ 49770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VK: () => (/* binding */ putBackRoot),
/* harmony export */   nt: () => (/* binding */ undelete),
/* harmony export */   om: () => (/* binding */ putBackObject)
/* harmony export */ });
/* harmony import */ var _async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25923);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93059);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61650);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54710);
/* harmony import */ var _prune_roots_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98324);
/* harmony import */ var _prune_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73788);
/* harmony import */ var _put_back_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88293);
/* harmony import */ var _put_over_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(20100);









const PUTS_IN_FLIGHT = 4;
const ID_START_CHARS = 6;
/**
 * Brings pruned snapshots back while their S3 versions exist: packs and parts first, the root last. May be killed at any
 * point, and done again. No S3 version is deleted.
 * @throws no-snapshot, ambiguous-selector; cannot-put-back before anything is changed, where the server lets nothing be put
 *   over a delete marker
 */
async function undelete(options) {
    const { store, series, ids, apply, emit, signal } = options;
    emit({ type: 'phase', name: 'Look for snapshots under a delete marker' });
    const places = await (0,_prune_roots_js__WEBPACK_IMPORTED_MODULE_5__/* .listRootPlaces */ .jp)(store, (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootsPrefix */ .qR)(series), signal);
    const chosen = ids.length === 0 ? places.filter(({ deletedAt }) => deletedAt !== undefined) : resolve(series, ids, places);
    const snapshots = chosen.length === 0 ? [] : await lookAt(options, chosen);
    if (!apply || ids.length === 0)
        return { snapshots, broughtBack: [], lost: [] };
    const readmitted = new Set((await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(store, series, { signal })).flatMap(({ kind, id }) => (kind === 'readmitted' ? [id] : [])));
    const way = (0,_put_over_js__WEBPACK_IMPORTED_MODULE_8__/* .wayOverOf */ .$q)(store, signal);
    const toBring = snapshots.find(({ place }) => place.deletedAt !== undefined);
    if (toBring !== undefined && (await way()) === 'none')
        throw (0,_put_over_js__WEBPACK_IMPORTED_MODULE_8__/* .cannotPutBack */ .uU)(`Snapshot ${toBring.place.id}`);
    const broughtBack = [];
    const lost = [];
    // The oldest first, as they were written.
    for (const each of snapshots.toReversed()) {
        if (each.root === undefined || each.lost.length > 0)
            continue;
        emit({ type: 'phase', name: `Bring back snapshot ${each.place.id}` });
        const missed = await bringBack(store, { ...each, root: each.root }, readmitted, { way, signal });
        if (missed.length === 0)
            broughtBack.push(each.place.id);
        lost.push(...missed);
    }
    return { snapshots, broughtBack, lost };
}
/** Each id or start of one (of either half) to the one snapshot that it fits, newest first. */
function resolve(series, ids, places) {
    const wrong = (code, message, fix) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code, message, fix, exitCode: code === 'no-snapshot' ? _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.failed : _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.badInput });
    const found = ids.map((text) => {
        const fitting = places.filter(({ id }) => id.startsWith(text) || id.slice(id.indexOf('-') + 1).startsWith(text));
        const [place, ...others] = text.length < ID_START_CHARS ? [] : fitting;
        if (place === undefined)
            throw wrong('no-snapshot', `Series ${series} has no snapshot ${JSON.stringify(text)}, and none under a delete marker.`, `Without an id, mode undelete shows what can be brought back. ${String(ID_START_CHARS)} characters of an id at least.`);
        if (others.length > 0)
            throw wrong('ambiguous-selector', `${JSON.stringify(text)} fits more than one: ${fitting.map(({ id }) => id).join(', ')}.`, 'Write the id in full.');
        return place;
    });
    return [...new Set(found)].toSorted(newestFirst);
}
function newestFirst(a, b) {
    return a.id < b.id ? 1 : -1;
}
/** Reads the roots, and compares what they name with the S3 versions of the series concerned. */
async function lookAt({ store, signal }, places) {
    const roots = await (0,_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(places, PUTS_IN_FLIGHT, (place) => readOrNothing(store, place, signal));
    const seriesNames = new Set(roots.flatMap((root) => (root === undefined ? [] : [root.header.series, ...root.header.bases])));
    const versions = await versionsOf(store, [...seriesNames], signal);
    const removals = await (0,_prune_state_js__WEBPACK_IMPORTED_MODULE_6__/* .removedByPrune */ .Q6)(store, signal);
    return places
        .map((place, index) => {
        const objects = roots[index]?.objects ?? [];
        const states = Map.groupBy(objects, (object) => stateOf(object, versions.get(object.key)));
        return {
            place,
            root: roots[index],
            toPutBack: [...(states.get('covered') ?? []), ...(states.get('doubtful') ?? [])],
            lost: (states.get('lost') ?? []).map(({ key }) => key),
            reason: removals.get(place.key)?.reason,
        };
    })
        .toSorted((a, b) => newestFirst(a.place, b.place));
}
async function readOrNothing(store, place, signal) {
    try {
        return await (0,_prune_roots_js__WEBPACK_IMPORTED_MODULE_5__/* .readPlace */ .yI)(store, place, signal);
    }
    catch (error) {
        if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error))
            return undefined;
        throw error;
    }
}
/** One request a thousand S3 versions. */
async function versionsOf(store, seriesNames, signal) {
    const found = new Map();
    const kinds = ['packs', 'parts'];
    for (const prefix of seriesNames.flatMap((series) => kinds.map((kind) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .blobsPrefix */ .j2)(kind, series)))) {
        for await (const page of store.listVersions(prefix, { signal })) {
            for (const { key, isLatest, isDeleteMarker, sizeBytes } of page) {
                if (isDeleteMarker)
                    continue;
                const ofKey = found.get(key) ?? { sizes: [], currentBytes: undefined };
                ofKey.sizes.push(sizeBytes);
                if (isLatest)
                    ofKey.currentBytes = sizeBytes;
                found.set(key, ofKey);
            }
        }
    }
    return found;
}
/** `doubtful`: written more than once, so that only its bytes tell. */
function stateOf({ sizeBytes }, versions) {
    if (versions?.sizes.includes(sizeBytes) !== true)
        return 'lost';
    if (versions.currentBytes !== sizeBytes)
        return 'covered';
    return versions.sizes.length === 1 ? 'there' : 'doubtful';
}
/**
 * Objects, then the root. Then the objects once more: a prune that began before the root was there may have marked some
 * meanwhile; one that lists the roots later sees it.
 * @returns keys of what has no right bytes left
 */
async function bringBack(store, { place, root, toPutBack }, readmitted, options) {
    const { signal } = options;
    const missed = await putBackObjects(store, toPutBack, options);
    if (missed.length > 0)
        return missed;
    const isCurrent = place.deletedAt === undefined && place.newestTrusted;
    if (!isCurrent)
        await putBackRoot(store, place, readmitted.has(place.id), options);
    const versions = await versionsOf(store, [root.header.series, ...root.header.bases], signal);
    const marked = root.objects.filter((object) => stateOf(object, versions.get(object.key)) === 'covered');
    return putBackObjects(store, marked, options);
}
async function putBackObjects(store, objects, options) {
    const lost = [];
    await (0,_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(objects, PUTS_IN_FLIGHT, async (object) => {
        if (!(await putBackObject(store, object, options)).isThere)
            lost.push(object.key);
    });
    return lost;
}
/** Makes a pack or part current again, if one of its S3 versions has the hash in its key. */
async function putBackObject(store, object, options) {
    try {
        const outcome = await (0,_put_back_js__WEBPACK_IMPORTED_MODULE_7__/* .putBack */ .p)(store, object, options);
        return { isThere: true, wasChanged: outcome === 'put-back' };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et) || error.code !== 'object-lost')
            throw error;
        return { isThere: false, wasChanged: false };
    }
}
/**
 * Makes a root current again. S3's time of it is then a later one, so that a `readmitted` mark has to vouch for its own;
 * not for a root whose time could not be trusted before either.
 */
async function putBackRoot(store, place, isReadmitted, options) {
    const { signal } = options;
    const { key, id, utc, timeTrusted } = place;
    const now = store.serverDate();
    if (now === undefined)
        throw new Error('no answer came yet');
    if (timeTrusted && !isReadmitted) {
        const body = { hash: id.slice(id.indexOf('-') + 1), time: (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUtc */ .ay)(utc) };
        await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .writeMark */ .Lx)(store, place, 'readmitted', now, body, signal);
    }
    await (0,_put_back_js__WEBPACK_IMPORTED_MODULE_7__/* .putBack */ .p)(store, { key }, options);
}


/***/ }),

/***/ 88199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ PROBE_KEY),
/* harmony export */   Z: () => (/* binding */ PROBE_BYTES)
/* harmony export */ });
/** The probe: the one object by which it is tried what a server does. */
/** The only key that a probe ever writes, always with the same bytes. */
const PROBE_KEY = 'v1/probe';
const PROBE_BYTES = Buffer.from('holdfast probe: this object proves that the server honours If-None-Match\n');


/***/ })

};
