export const id = 5052;
export const ids = [5052];
export const modules = {

/***/ 95052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   undelete: () => (/* binding */ undelete)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _vault_repair_undelete_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80702);
/* harmony import */ var _vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36231);
/* harmony import */ var _report_fields_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(15313);
/* harmony import */ var _shared_summary_history_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78827);
/* harmony import */ var _shared_untrusted_event_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50841);
/* harmony import */ var _vault_vault_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58266);
/* harmony import */ var _vault_versionless_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(32080);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58566);
/** Mode undelete: brings back snapshots under delete markers. */









/** Shows the snapshots under a delete marker; brings those back that are named, with `apply`. */
async function undelete(inputs, deps) {
    const vault = await (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_5__/* .openVault */ .Z1)(inputs, deps);
    (0,_shared_untrusted_event_js__WEBPACK_IMPORTED_MODULE_4__/* .refuseStrangers */ .C)(vault.workflow);
    const { series } = (0,_vault_vault_js__WEBPACK_IMPORTED_MODULE_5__/* .plannedSeries */ .cn)(vault);
    const { version: ids, apply } = inputs;
    const { emit, signal } = deps;
    const outcome = await (0,_vault_repair_undelete_js__WEBPACK_IMPORTED_MODULE_1__/* .undelete */ .nt)({ store: vault.store, series, ids, apply, emit, signal }).catch(async (error) => {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et) || error.code !== 'no-snapshot')
            throw error;
        throw await (0,_vault_versionless_js__WEBPACK_IMPORTED_MODULE_6__/* .withVersionless */ .c)(error, vault, deps);
    });
    const applied = apply && ids.length > 0;
    const changed = outcome.snapshots.filter(isChange);
    const [newest] = readySnapshots(outcome);
    const failed = ids.length === 0 ? [] : outcome.snapshots.filter((each) => isLost(each, outcome));
    if (failed.length > 0)
        await (0,_vault_versionless_js__WEBPACK_IMPORTED_MODULE_6__/* .tellIfVersionless */ ._)(vault, deps);
    for (const { place } of failed)
        deps.emit({
            type: 'warning',
            class: 'object-lost',
            message: `Snapshot ${place.id} cannot be recovered completely: S3 versions of objects that it needs are gone.`,
            fix: 'Mode repair names what is left of it.',
        });
    return {
        status: failed.length > 0 ? 'failed' : 'complete',
        outputs: { changes: ids.length === 0 ? 0 : changed.length - failed.length, applied },
        tables: [table(series, outcome, applied, deps)],
        summary: {
            title: `Undelete of ${series}`,
            ...verdictOn(ids, outcome, failed.length),
            facts: undeleteFacts(outcome, applied),
            text: ids.length === 0
                ? overviewText(outcome, newest && (0,_shared_summary_history_js__WEBPACK_IMPORTED_MODULE_3__/* .undeleteCommand */ .eJ)(inputs, deps, { series, id: newest.place.id }))
                : resultText(outcome, applied),
        },
        json: {
            series,
            applied,
            snapshots: (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_8__/* .jsonRows */ .GN)(fieldsOf(outcome), outcome.snapshots),
            lost: outcome.lost,
        },
    };
}
/** Those that a run with `apply` brings back, newest first. */
function readySnapshots(outcome) {
    return outcome.snapshots.filter((each) => isChange(each) && !isLost(each, outcome));
}
function isLost(each, outcome) {
    return describeRecoverable(each, outcome).startsWith('lost');
}
function isChange({ place, toPutBack }) {
    return place.deletedAt !== undefined || toPutBack.length > 0;
}
function describeRecoverable(each, { broughtBack, lost }) {
    if (broughtBack.includes(each.place.id))
        return isChange(each) ? 'brought back' : 'there already';
    if (each.root === undefined)
        return 'lost: no S3 version of it is right';
    const gone = new Set([...each.lost, ...each.toPutBack.map(({ key }) => key).filter((key) => lost.includes(key))]);
    if (gone.size > 0)
        return `lost: ${gone.size} of its ${each.root.objects.length} objects are gone`;
    return isChange(each) ? 'can be brought back' : 'there already';
}
function fieldsOf(outcome) {
    return {
        id: { kind: 'text', value: ({ place }) => place.id },
        time: { kind: 'time', value: ({ place }) => place.utc, before: 'id' },
        deletedAt: { kind: 'time', title: 'deleted', value: ({ place }) => place.deletedAt ?? null },
        state: { kind: 'text', value: (each) => describeRecoverable(each, outcome) },
        reason: { kind: 'text', value: ({ reason }) => reason ?? null },
        toPutBack: {
            kind: 'count',
            title: 'objects to check or put back',
            value: ({ toPutBack }) => toPutBack.map(({ key }) => key),
            cell: ({ toPutBack }) => toPutBack.length,
            before: 'reason',
        },
        lost: { value: ({ lost }) => lost },
    };
}
function table(series, outcome, applied, deps) {
    const { rows, note } = (0,_vault_snapshot_view_js__WEBPACK_IMPORTED_MODULE_2__/* .shownRows */ .$6)(outcome.snapshots, deps);
    const title = applied ? 'Brought back' : 'Snapshots under a delete marker';
    return (0,_report_fields_js__WEBPACK_IMPORTED_MODULE_8__/* .tableOf */ .c_)(`${title} in ${series}${note}`, fieldsOf(outcome), rows);
}
/** None of its own where the status tells it. */
function verdictOn(ids, outcome, failed) {
    const { snapshots } = outcome;
    if (failed > 0)
        return { verdict: `${failed} of ${snapshots.length} cannot be brought back` };
    if (!snapshots.some(isChange))
        return { verdict: 'nothing to bring back' };
    return ids.length > 0
        ? {}
        : { verdict: `${readySnapshots(outcome).length} of ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_7__/* .counted */ .hS)(snapshots.length, 'snapshot')} can be brought back` };
}
function undeleteFacts(outcome, applied) {
    const { snapshots, broughtBack } = outcome;
    const ready = readySnapshots(outcome).length;
    return {
        'Under a delete marker': [[snapshots.filter(({ place }) => place.deletedAt !== undefined).length, 'count']],
        [applied ? 'Brought back' : 'Can be brought back']: [[applied ? broughtBack.length : ready, 'count']],
        Lost: [[snapshots.filter((each) => isLost(each, outcome)).length, 'count']],
    };
}
/** Without ids. @param command brings back the newest that can be brought back */
function overviewText({ snapshots }, command) {
    if (snapshots.length === 0)
        return 'No snapshot is under a delete marker.';
    const found = `Under a delete marker: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_7__/* .counted */ .hS)(snapshots.length, 'snapshot')}. Nothing was changed.`;
    if (command === undefined)
        return `${found} None of them can be brought back: S3 versions that they need are gone.`;
    const which = snapshots.length === 1 ? 'it' : 'the newest that is whole';
    return `${found} This brings back ${which}: \`${command}\``;
}
function resultText({ snapshots, broughtBack }, applied) {
    if (applied)
        return `Brought back: ${broughtBack.length} of ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_7__/* .counted */ .hS)(snapshots.length, 'snapshot')}. The next prune may remove them again by its rules: set a hold, or change the rules.`;
    return snapshots.some(isChange)
        ? 'A plan, and nothing was changed: `apply: true` carries it out.'
        : 'Nothing has to be brought back.';
}


/***/ }),

/***/ 32080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ tellIfVersionless),
/* harmony export */   c: () => (/* binding */ withVersionless)
/* harmony export */ });
/* harmony import */ var _aws_provider_providers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43553);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _store_sample_object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98371);
/**
 * Explains why nothing can be recovered if a server keeps no S3 versions. For the modes that looked for them in vain.
 */



/** Warns if an object of the vault has no S3 version; one request. */
async function tellIfVersionless(vault, deps) {
    const why = await versionlessWhy(vault, deps);
    if (why === undefined)
        return;
    deps.emit({
        type: 'warning',
        class: 'bucket-versioning',
        message: 'The bucket keeps no S3 versions, as far as an object of the vault shows.',
        why,
        fix: `Use a bucket that keeps S3 versions, with versioning enabled. ${(0,_aws_provider_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .providerPage */ .f)(vault.connection.settings.endpointUrl)}.`,
    });
}
/** Adds the reason to an error if the bucket keeps no deleted objects. */
async function withVersionless(error, vault, deps) {
    const why = await versionlessWhy(vault, deps);
    if (why === undefined)
        return error;
    const { code, message, fix, exitCode } = error;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code, message, why: `The bucket keeps no S3 versions: ${why}`, fix, exitCode });
}
async function versionlessWhy({ store }, { signal }) {
    const sample = await (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_2__/* .findSampleObject */ .n)(store, signal).catch((error) => {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et)
            return undefined;
        throw error;
    });
    if (sample === undefined || (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .G)(sample.versionId))
        return undefined;
    return `the answer about ${sample.key} names none. Without versions, deleted or overwritten objects are lost.`;
}


/***/ }),

/***/ 80702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VK: () => (/* binding */ putBackRoot),
/* harmony export */   ZX: () => (/* binding */ putBackObjects),
/* harmony export */   nt: () => (/* binding */ undelete)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(97208);
/* harmony import */ var _read_damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _read_marks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37359);
/* harmony import */ var _read_root_places_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64626);
/* harmony import */ var _read_prune_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(17909);
/* harmony import */ var _read_versions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46188);
/* harmony import */ var _restore_version_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(25903);
/* harmony import */ var _put_over_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(61320);











const PUTS_IN_FLIGHT = 4;
/**
 * Brings pruned snapshots back while their S3 versions exist: packs and parts first, the root last. May be killed at any
 * point, and done again. No S3 version is deleted.
 * @throws no-snapshot, ambiguous-selector; cannot-put-back before anything is changed, where the server lets nothing be put
 *   over a delete marker
 */
async function undelete(options) {
    const { store, series, ids, apply, emit, signal } = options;
    emit({ type: 'phase', name: 'Look for snapshots under a delete marker' });
    const places = await (0,_read_root_places_js__WEBPACK_IMPORTED_MODULE_5__/* .listRootPlaces */ .jp)(store, (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootsPrefix */ .qR)(series), signal);
    const chosen = ids.length === 0 ? places.filter(({ deletedAt }) => deletedAt !== undefined) : resolve(series, ids, places);
    const snapshots = chosen.length === 0 ? [] : await lookAt(options, chosen);
    if (!apply || ids.length === 0)
        return { snapshots, broughtBack: [], lost: [] };
    const readmitted = new Set((await (0,_read_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(store, series, { signal })).flatMap(({ kind, id }) => (kind === 'readmitted' ? [id] : [])));
    const way = (0,_put_over_js__WEBPACK_IMPORTED_MODULE_9__/* .wayOverOf */ .$q)(store, signal);
    const toBring = snapshots.find(({ place }) => place.deletedAt !== undefined);
    if (toBring !== undefined && (await way()) === 'none')
        throw (0,_put_over_js__WEBPACK_IMPORTED_MODULE_9__/* .cannotPutBack */ .uU)(`Snapshot ${toBring.place.id}`);
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
    const wrong = (code, message, fix) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code, message, fix, exitCode: code === 'no-snapshot' ? _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.failed : _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.badInput });
    const found = ids.map((text) => {
        const fitting = places.filter(({ id }) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdStart */ .cB)(text, id));
        const [place, ...others] = text.length < _format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .ID_START_CHARS */ .FW ? [] : fitting;
        if (place === undefined)
            throw wrong('no-snapshot', `Series ${series} has no snapshot ${JSON.stringify(text)}, and none under a delete marker.`, `Without an id, mode undelete shows what can be brought back. ${String(_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .ID_START_CHARS */ .FW)} characters of an id at least.`);
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
    const roots = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(places, PUTS_IN_FLIGHT, (place) => readOrNothing(store, place, signal));
    const seriesNames = new Set(roots.flatMap((root) => (root === undefined ? [] : [root.series, ...root.bases])));
    const versions = await sizesOf(store, [...seriesNames], signal);
    const removals = await (0,_read_prune_state_js__WEBPACK_IMPORTED_MODULE_6__/* .removedByPrune */ .Q6)(store, signal);
    return places
        .map((place, index) => {
        const objects = roots[index]?.objects ?? [];
        const states = Map.groupBy(objects, (object) => judgeBlob(object, versions.get(object.key)));
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
        return await (0,_read_root_places_js__WEBPACK_IMPORTED_MODULE_5__/* .readPlace */ .yI)(store, place, signal);
    }
    catch (error) {
        if ((0,_read_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error))
            return undefined;
        throw error;
    }
}
/** One request a thousand S3 versions. */
async function sizesOf(store, seriesNames, signal) {
    const found = new Map();
    const kinds = ['packs', 'parts'];
    for (const prefix of seriesNames.flatMap((series) => kinds.map((kind) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .blobsPrefix */ .j2)(kind, series)))) {
        for await (const batch of (0,_read_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .versionsByKey */ .WG)(store, prefix, { signal })) {
            for (const { key, versions } of batch) {
                const stored = (0,_read_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .withBytes */ .Y9)(versions);
                const sizes = stored.map(({ sizeBytes }) => sizeBytes);
                found.set(key, { sizes, currentBytes: stored.find(({ isLatest }) => isLatest)?.sizeBytes });
            }
        }
    }
    return found;
}
/** `doubtful`: written more than once, so that only its bytes tell. */
function judgeBlob({ sizeBytes }, versions) {
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
    const { lost } = await putBackObjects(store, toPutBack, options);
    if (lost.length > 0)
        return lost;
    const isCurrent = place.deletedAt === undefined && place.newestTrusted;
    if (!isCurrent)
        await putBackRoot(store, place, readmitted.has(place.id), options);
    const versions = await sizesOf(store, [root.series, ...root.bases], signal);
    const marked = root.objects.filter((object) => judgeBlob(object, versions.get(object.key)) === 'covered');
    return (await putBackObjects(store, marked, options)).lost;
}
/**
 * Makes packs and parts current again, those of which an S3 version has the hash in its key. The S3 versions of each are
 * listed right before it is put back: another prune may be at work, and what was listed before may not hold any more.
 *
 * @returns keys of those that have none, and of those that something was done for
 */
async function putBackObjects(store, objects, options) {
    const lost = [];
    const changed = [];
    await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(objects, PUTS_IN_FLIGHT, async (object) => {
        const { isThere, wasChanged } = await putBackObject(store, object, options);
        if (!isThere)
            lost.push(object.key);
        if (wasChanged)
            changed.push(object.key);
    });
    return { lost, changed };
}
/** Makes a pack or part current again, if one of its S3 versions has the hash in its key. */
async function putBackObject(store, object, options) {
    try {
        const outcome = await (0,_restore_version_js__WEBPACK_IMPORTED_MODULE_8__/* .putBack */ .p)(store, object, options);
        return { isThere: true, wasChanged: outcome === 'put-back' };
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et) || error.code !== 'object-lost')
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
    const now = (0,_store_store_js__WEBPACK_IMPORTED_MODULE_10__/* .requireServerDate */ .t)(store);
    if (timeTrusted && !isReadmitted) {
        const body = { hash: (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .hashOfName */ .V9)(id), time: (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUtc */ .ay)(utc) };
        await (0,_read_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .writeMark */ .Lx)(store, place, 'readmitted', now, body, signal);
    }
    await (0,_restore_version_js__WEBPACK_IMPORTED_MODULE_8__/* .putBack */ .p)(store, { key }, options);
}


/***/ })

};
