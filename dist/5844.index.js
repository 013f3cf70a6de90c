export const id = 5844;
export const ids = [5844];
export const modules = {

/***/ 95844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  coverage: () => (/* binding */ coverage_coverage)
});

// EXTERNAL MODULE: ./lib/aws/bucket/encryption.js
var bucket_encryption = __webpack_require__(48083);
// EXTERNAL MODULE: ./lib/aws/bucket/settings.js + 1 modules
var settings = __webpack_require__(80429);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/fleet/coverage.js
var coverage = __webpack_require__(33836);
// EXTERNAL MODULE: ./lib/fleet/records.js
var records = __webpack_require__(91338);
// EXTERNAL MODULE: ./lib/fleet/survey.js
var fleet_survey = __webpack_require__(2176);
// EXTERNAL MODULE: ./lib/commands/fleet/account.js + 1 modules
var account = __webpack_require__(40691);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/report/format.js
var format = __webpack_require__(87703);
// EXTERNAL MODULE: ./lib/commands/vault/snapshot-view.js
var snapshot_view = __webpack_require__(36231);
;// CONCATENATED MODULE: ./lib/commands/fleet/coverage-result.js
/** Shows a coverage: four figures, a table of all repositories, JSON, and the record for readers that come later. */






const COVERAGE_FIELDS = {
    id: { value: ({ id }) => id },
    name: { kind: 'text', title: 'repository', value: ({ name }) => name },
    state: { kind: 'text', value: ({ state }) => state },
    newest: { kind: 'time', title: 'newest snapshot', value: ({ utc }) => utc ?? null },
    snapshot: { value: ({ snapshot }) => snapshot },
    verifiedAt: { kind: 'time', title: 'verified', value: ({ verifiedAt }) => verifiedAt },
    series: { kind: 'text', value: ({ series }) => series },
    formerName: { value: ({ formerName }) => formerName },
    parts: { value: ({ parts = [] }) => (parts.length > 0 ? parts : undefined) },
    waits: { value: ({ waits }) => (waits ? true : undefined) },
    since: { value: ({ since }) => since },
    movedTo: { value: ({ movedTo }) => movedTo },
    why: { value: ({ why }) => why, kind: 'text', title: 'why', cell: coverage/* whyText */.ss },
};
const NAMED = 10;
function namesOf(rows) {
    return (0,base_text/* firstOf */.Ku)(rows.map(({ name }) => name), NAMED);
}
/**
 * Failed, if a repository that should be covered has no snapshot or a stale one; partial, if one is not whole, or is gone and no
 * earlier coverage has said so: deleted, or hidden from this token by mistake, it is backed up no more.
 */
function coverageResult(seen, csv, inputs, deps) {
    const { account, rows, figures, bucket } = seen;
    const of = (...states) => rows.filter(({ state }) => states.includes(state));
    const [uncovered, partial, gone] = [of('never', 'stale'), of('partial'), of('gone')];
    const lost = gone.filter(({ since }) => since?.getTime() === seen.now.getTime());
    tell(seen, { uncovered, gone, lost }, deps);
    const shown = (0,snapshot_view/* shownRows */.$6)(rows, deps);
    const outputs = {
        ...{ repositories: figures.wanted, covered: figures.covered, gone: gone.length },
        ...(csv !== undefined && { csv }),
    };
    return {
        status: uncovered.length > 0 ? 'failed' : partial.length + lost.length > 0 ? 'partial' : 'complete',
        outputs,
        tables: [figuresTable(seen, inputs), (0,fields/* tableOf */.c_)(`Coverage of ${account}${shown.note}`, COVERAGE_FIELDS, shown.rows)],
        summary: {
            title: `Coverage of ${account}`,
            verdict: verdictOf({ uncovered, partial, lost }, figures),
            facts: factsOf(seen),
        },
        json: { ...outputs, account, figures, bucket, rows: (0,fields/* jsonRows */.GN)(COVERAGE_FIELDS, rows) },
    };
}
function verdictOf({ uncovered, partial, lost }, { covered, wanted }) {
    const isAll = covered === wanted;
    const { waiting = [], other = [] } = Object.groupBy(partial, ({ waits }) => (waits ? 'waiting' : 'other'));
    const lacks = [
        ...(uncovered.length > 0 ? [`not: ${namesOf(uncovered)}`] : []),
        ...(other.length > 0 ? [`not whole: ${namesOf(other)}`] : []),
        ...(waiting.length > 0 ? [`their metadata wait for requests to GitHub: ${namesOf(waiting)}`] : []),
        ...(lost.length > 0 ? [`gone since the last coverage: ${namesOf(lost)}`] : []),
    ];
    return [isAll ? 'all are covered' : `${String(covered)} of ${String(wanted)} are covered`, ...lacks].join('; ');
}
function factsOf({ figures, bucket }) {
    const { wanted, covered, recent, verified } = figures;
    return {
        Covered: [[covered, 'count'], ' of ', [wanted, 'count']],
        'Within max-age': [[recent, 'count'], ' of ', [wanted, 'count']],
        Verified: [[verified, 'count'], ' of ', [wanted, 'count']],
        Bucket: [bucketText(bucket)],
    };
}
function bucketText({ versioned, encrypted }) {
    const text = (is, what) => is === undefined ? `not known whether ${what}` : is ? what : `not ${what}`;
    return `${text(encrypted, 'encrypted')}, ${text(versioned, 'versioned')}`;
}
function figuresTable({ figures, bucket, maxAgeSeconds }, { verifiedWithin }) {
    const { wanted, covered, recent, verified } = figures;
    const of = (count) => `${String(count)} of ${String(wanted)}`;
    return {
        title: 'Figures',
        columns: { figure: 'text', value: 'text' },
        rows: [
            [`covered: a whole snapshot within ${(0,format/* formatLimit */.tW)(maxAgeSeconds)} (max-age)`, of(covered)],
            [`a snapshot within ${(0,format/* formatLimit */.tW)(maxAgeSeconds)}`, of(recent)],
            [`verified within ${(0,format/* formatLimit */.tW)(verifiedWithin)}`, of(verified)],
            ['bucket', bucketText(bucket)],
        ],
    };
}
function tell({ rows, bucket }, { uncovered, gone, lost }, { emit }) {
    if (uncovered.length > 0)
        emit({
            type: 'warning',
            class: 'not-covered',
            message: `${(0,base_text/* counted */.hS)(uncovered.length, 'repository is', 'repositories are')} not covered: ${namesOf(uncovered)}.`,
            why: uncovered
                .slice(0, NAMED)
                .map(({ name, state, why }) => `${name}: ${why ?? state}`)
                .join('\n'),
            fix: 'Look at the legs of the last fleet. What must not be backed up is left out by a rule: repositories, topics, visibility, archived, forks or properties.',
        });
    if (gone.length > 0)
        emit({
            type: lost.length > 0 ? 'warning' : 'notice',
            class: 'gone-from-github',
            message: `Gone from GitHub, and only in the vault: ${namesOf(gone)}.`,
            why: 'Prune keeps every snapshot of what is gone.',
            fix: 'Restore what was deleted by mistake; what is to go is removed by its id, with `holdfast prune --remove`.',
        });
    const renamed = rows.filter(({ formerName }) => formerName !== undefined);
    for (const { name, formerName = '', series } of renamed.slice(0, NAMED))
        emit({ type: 'info', message: `${formerName} was renamed to ${name}, and goes on in its series ${series}.` });
    if (bucket.versioned === false || bucket.encrypted === false)
        emit({
            type: 'warning',
            class: 'bucket-unsafe',
            message: `The bucket is ${bucketText(bucket)}.`,
            fix: '`holdfast setup` shows what is to be changed.',
        });
}
/** What readers take as the newest state of everything. */
function coverageRecord({ account, rows, figures, bucket }, limits) {
    return {
        ...{ kind: 'coverage', account },
        figures: { ...figures, ...bucket, ...limits },
        results: rows.filter(({ state }) => state !== 'gone').map(recordedRow),
        gone: rows.filter(({ state }) => state === 'gone').map(recordedGone),
    };
}
function recordedRow(row) {
    const { id, name, series, state, why, snapshot, utc, parts, verifiedAt, result } = row;
    const isOwn = result?.snapshot === snapshot;
    // How long it took, and how GitHub was then, is known of the recorded snapshot only.
    const rest = isOwn
        ? result
        : {
            status: result?.status,
            error: result?.error,
            ...(result && { wholeAt: (0,records/* wholeAtOf */.w5)(result), readAt: (0,records/* readAtOf */.n9)(result) }),
        };
    return { ...rest, id, name, series, state, why, snapshot, utc, parts: parts && [...parts], verifiedAt };
}
function recordedGone({ id, name, series, since, snapshot, utc, verifiedAt, movedTo }) {
    return { id, name, series, since: since ?? new Date(0), snapshot, utc, verifiedAt, movedTo };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
;// CONCATENATED MODULE: ./lib/commands/fleet/csv.js
/** Writes a coverage as CSV: for a workflow into its temporary folder, at a prompt where it is asked for. */






const COLUMNS = {
    repository: ({ name }) => name,
    id: ({ id }) => (id === 0 ? undefined : id),
    state: ({ state }) => state,
    why: ({ why }) => why,
    'newest snapshot': ({ snapshot }) => snapshot,
    'backed up at': ({ utc }) => utc,
    'not whole': ({ parts = [] }) => parts.join(' '),
    'verified at': ({ verifiedAt }) => verifiedAt,
    series: ({ series }) => series,
    'former name': ({ formerName }) => formerName,
    'gone since': ({ since }) => since,
    'moved to': ({ movedTo }) => movedTo,
};
/** RFC 4180; nothing in it is taken for a formula by a spreadsheet. */
function csvOf(rows) {
    const lines = [Object.keys(COLUMNS), ...rows.map((row) => Object.values(COLUMNS).map((column) => cell(column(row))))];
    return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}
function cell(value) {
    const text = value instanceof Date ? value.toISOString() : String(value ?? '');
    return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
function quoted(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
/** @returns its path; undefined: it was not asked for. @throws csv-not-written */
async function writeCsv(rows, inputs, deps) {
    const inWorkflow = deps.surface === 'action' ? (0,external_node_path_.join)(deps.tempRoot, 'holdfast-coverage.csv') : undefined;
    const path = inputs.csv === undefined ? inWorkflow : (0,named_path/* namedPath */.h)(inputs.csv, deps);
    if (path === undefined)
        return undefined;
    try {
        await (0,promises_.writeFile)(path, csvOf(rows));
    }
    catch (cause) {
        throw new errors/* HoldfastError */.Et({
            code: 'csv-not-written',
            message: `The CSV file ${path} could not be written: ${(0,errors/* messageOf */.bD)(cause)}.`,
            fix: (0,system_errors/* meaningOf */.Pr)((0,platform/* systemErrorCode */.vq)(cause) ?? '')?.fix ?? 'Name a file in an existing folder.',
            cause,
        });
    }
    return path;
}

// EXTERNAL MODULE: ./lib/commands/fleet/leg.js + 3 modules
var leg = __webpack_require__(83423);
// EXTERNAL MODULE: ./lib/commands/shared/untrusted-event.js
var untrusted_event = __webpack_require__(50841);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
;// CONCATENATED MODULE: ./lib/commands/fleet/coverage.js
/** Mode coverage: says of each repository of an account whether it is backed up, and which ones are only in the vault. */












const DEFAULT_MAX_AGE_SECONDS = 36 * 3600;
async function coverage_coverage(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Vault' });
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    (0,untrusted_event/* refuseStrangers */.C)(vault.workflow);
    const github = await (0,account/* openGithub */.K5)(vault, inputs, deps);
    const client = github.client({ isLast: true });
    const bucket = await bucketFacts(vault, deps);
    deps.emit({ type: 'phase', name: 'List the repositories' });
    const listed = await (0,account/* listAccount */.IL)(client, github.account, { withProperties: inputs.properties.length > 0 }, deps);
    deps.emit({ type: 'phase', name: 'Ask the vault what it knows of them' });
    const survey = await (0,account/* surveyOf */.yj)(vault.store, listed, deps);
    const { listing, absent } = await lookForAbsent(client, listed, survey);
    const fleet = (0,account/* joinWithVault */.pr)(listing, survey, inputs, deps);
    const now = vault.store.serverDate() ?? deps.now();
    const maxAgeSeconds = inputs.maxAge ?? DEFAULT_MAX_AGE_SECONDS;
    const { chosen, series } = fleet;
    const rows = (0,coverage/* judgeCoverage */.ow)({
        ...{ chosen, series, absent, now, maxAgeSeconds },
        ...{ state: survey.state, orphans: survey.orphans },
        newest: await newestOf(vault, fleet, absent, now, maxAgeSeconds, deps),
    });
    const limits = { maxAgeSeconds, verifiedSeconds: inputs.verifiedWithin };
    const figures = (0,coverage/* figuresOf */.h5)(rows, now, limits);
    const seen = { account: listing.account.login, rows, figures, bucket, now, maxAgeSeconds };
    await keepRecord(vault, coverageRecord(seen, limits), deps);
    // After the record: where all of an account is gone, prune has to know.
    (0,account/* refuseNothing */.OX)(fleet);
    return coverageResult(seen, await writeCsv(rows, inputs, deps), inputs, deps);
}
/** The newest snapshots of series of which no recent record tells, also of those that vanished. */
async function newestOf({ store }, { chosen, series, survey }, absent, now, maxAgeSeconds, { signal }) {
    const names = chosen.flatMap(({ repository: { id }, excludedBy }) => {
        const own = series.get(id);
        const isKnown = (0,coverage/* isRecent */.Kb)(survey.state.results.get(id), now, maxAgeSeconds);
        return excludedBy !== undefined || own === undefined || own.refusal !== undefined || isKnown ? [] : [own.series];
    });
    // A leg that was killed has stored it, and recorded nothing.
    const vanished = [...absent.keys()].flatMap((id) => {
        const { series: name, isHeld = true } = survey.recorded.get(id) ?? {};
        return isHeld || name === undefined ? [] : [name];
    });
    return (0,fleet_survey/* findNewest */.Ok)(store, [...new Set([...names, ...vanished])], { roots: survey.roots, withParts: true, signal });
}
const LOOKUPS_IN_FLIGHT = 8;
/** If more are missing, the list is read once more instead: a record may name any number of them. */
const LOOKUPS_MAX = 500;
/**
 * Asks GitHub for each repository that the vault knows and the list lacks: one that is deleted while a list is read can hide
 * another one from it, and one that was transferred is another account's now. Those that an earlier coverage called gone are
 * not asked for again: they would be in the list.
 */
async function lookForAbsent(client, listing, { recorded, state }) {
    const { findRepository } = await __webpack_require__.e(/* import() */ 3479).then(__webpack_require__.bind(__webpack_require__, 43479));
    const listed = new Set(listing.repositories.map(({ id }) => id));
    const missing = [...recorded.values()].filter(({ id, series }) => !listed.has(id) && !state.gone.has(series));
    const again = missing.length > LOOKUPS_MAX ? await listAgain(client, listing) : undefined;
    const found = await (0,base_async/* mapBounded */.yJ)(missing, LOOKUPS_IN_FLIGHT, async ({ id }) => ({
        id,
        repository: again === undefined ? await findRepository(client, id) : again.get(id),
    }));
    const isOwn = ({ owner }) => owner.toLowerCase() === listing.account.login.toLowerCase();
    const late = found.flatMap(({ repository }) => (repository !== undefined && isOwn(repository) ? [repository] : []));
    const absent = found.flatMap(({ id, repository }) => {
        if (repository === undefined)
            return [[id, {}]];
        return isOwn(repository) ? [] : [[id, { movedTo: `${repository.owner}/${repository.name}` }]];
    });
    return { listing: { ...listing, repositories: [...listing.repositories, ...late] }, absent: new Map(absent) };
}
async function listAgain(client, { account }) {
    const { listRepositories } = await __webpack_require__.e(/* import() */ 3479).then(__webpack_require__.bind(__webpack_require__, 43479));
    const { repositories } = await listRepositories(client, account.login, { withProperties: false });
    return new Map(repositories.map((each) => [each.id, each]));
}
async function bucketFacts({ connection }, { signal }) {
    const { versioning, encryption } = await (0,settings/* readSettings */.sb)(connection, ['versioning', 'encryption'], signal);
    return {
        versioned: versioning.state === 'ok' ? versioning.value.status === 'Enabled' : undefined,
        encrypted: encryption.state === 'ok' ? (0,bucket_encryption/* algorithmOf */.Hy)(encryption.value) !== undefined : undefined,
    };
}
async function keepRecord({ store }, record, deps) {
    try {
        await (0,records/* writeRecord */.rh)(store, store.serverDate() ?? deps.now(), record, deps.signal);
    }
    catch (error) {
        (0,leg/* tellUnrecorded */.x)(error, deps);
    }
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


/***/ })

};
