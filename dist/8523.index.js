export const id = 8523;
export const ids = [8523];
export const modules = {

/***/ 98523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bucketRefusals: () => (/* binding */ bucketRefusals),
  prune: () => (/* binding */ prune_prune)
});

// EXTERNAL MODULE: ./lib/aws/bucket/checks.js
var checks = __webpack_require__(43267);
// EXTERNAL MODULE: ./lib/aws/bucket/lifecycle.js
var bucket_lifecycle = __webpack_require__(22420);
// EXTERNAL MODULE: ./lib/aws/provider/preflight.js
var preflight = __webpack_require__(2872);
// EXTERNAL MODULE: ./lib/fleet/records.js
var records = __webpack_require__(91338);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/store/sample-object.js
var sample_object = __webpack_require__(98371);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/store/store.js
var store_store = __webpack_require__(97208);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/prune-state.js
var prune_state = __webpack_require__(17909);
// EXTERNAL MODULE: ./lib/vault/read/root-places.js
var root_places = __webpack_require__(64626);
// EXTERNAL MODULE: ./lib/vault/repair/undelete.js
var undelete = __webpack_require__(80702);
// EXTERNAL MODULE: ./lib/vault/read/marks.js
var read_marks = __webpack_require__(37359);
;// CONCATENATED MODULE: ./lib/vault/prune/survey.js
/** What prune sees of a vault before it plans: roots, what they name, and the marks beside them. */





/** Reads no root that was read before. */
async function surveyVault({ store, series, id, held = new Map(), signal }) {
    const numbers = new prune_state/* KeyNumbers */.mt();
    const state = await (0,prune_state/* readPruneState */._2)(store, numbers, signal);
    // The time of an answer that came before the roots are listed.
    const t0 = (0,store_store/* requireServerDate */.t)(store);
    const since = t0.getTime() - limits/* LIMITS */.b1.graceSeconds * 1000;
    const { places: all, keys } = await (0,root_places/* listRoots */.qV)(store, undefined, signal);
    const places = all.filter((place) => place.deletedAt === undefined || place.deletedAt.getTime() > since || place.id === id);
    const learned = await (0,root_places/* learnRoots */.ed)(store, places, state.roots, numbers, signal);
    const judged = places.filter((place) => series === undefined || place.series === series);
    const unreadable = places.filter(({ key }) => learned.unreadable.has(key));
    const marks = new Map();
    for (const name of new Set([...judged, ...unreadable].map((place) => place.series)))
        marks.set(name, await marksOfSeries(store, name, signal));
    const gone = all.filter(({ deletedAt }) => deletedAt !== undefined);
    return { t0, state, places, gone, rootKeys: keys, learned, numbers, held, marks };
}
async function marksOfSeries(store, series, signal) {
    const marks = await (0,read_marks/* listMarks */.rD)(store, series, { signal });
    const withBody = marks.filter(({ kind }) => kind === 'hold' || kind === 'label');
    const set = new Set(marks.map(({ kind, id }) => `${kind} ${id}`));
    return { set, facts: await (0,read_marks/* readMarkFacts */.nu)(store, withBody, signal), verified: (0,read_marks/* lastVerified */.T5)(marks) };
}
/** Roots that retention may be about: live ones of the series. */
function liveOf({ places }, series) {
    return places.filter((place) => place.series === series && place.deletedAt === undefined);
}
/** Names of series with live roots, in key order. */
function liveSeries({ places }) {
    return [...new Set(places.filter(({ deletedAt }) => deletedAt === undefined).map(({ series }) => series))];
}
function isMarked(survey, { series, id }, kind) {
    return survey.marks.get(series)?.set.has(`${kind} ${id}`) === true;
}
/** Roots that cannot be read and that nobody put into quarantine: what they name is not known, so that all is kept. */
function unreadableRoots(survey) {
    return survey.places.filter((place) => survey.learned.unreadable.has(place.key) && !isMarked(survey, place, 'quarantine'));
}

;// CONCATENATED MODULE: ./lib/vault/prune/sweep.js
/** Compares the packs and parts of a vault with what its snapshots need. */



/** Lists all packs and parts of the vault, a page at a time. */
async function sweepObjects(store, survey, task, signal) {
    const { numbers } = survey;
    const size = numbers.size;
    const { isGarbage, live, named } = needsOf(survey, task, size);
    const isStopped = unreadableRoots(survey).length > 0;
    const present = new Uint8Array(size);
    const objects = [];
    const later = { count: 0, sizeBytes: 0 };
    for (const kind of ['packs', 'parts']) {
        for await (const page of store.list(`v1/${kind}/`, { signal })) {
            for (const { key, sizeBytes, lastModified } of page.objects) {
                const number = numbers.known(key) ?? size;
                if (number < size)
                    present[number] = 1;
                if (!isStopped && (0,keys/* parseBlobKey */.QK)(key) !== undefined && isGarbage(number, lastModified))
                    objects.push({ key, sizeBytes });
                else if (named[number] === 1 && live[number] !== 1) {
                    later.count++;
                    later.sizeBytes += sizeBytes;
                }
            }
        }
    }
    const due = namedBy(knownFacts(survey, dueRoots(survey, task)), size);
    const missing = Array.from(due.keys()).filter((number) => due[number] === 1 && present[number] !== 1);
    return { objects, later, missing: missing.map((number) => numbers.key(number)) };
}
function needsOf(survey, { going, of }, size) {
    const { learned, places, t0 } = survey;
    const staying = places.filter(({ key, deletedAt }) => deletedAt === undefined && !going.has(key));
    const live = namedBy(knownFacts(survey, staying), size);
    const named = namedBy(learned.facts.values(), size);
    const youngest = t0.getTime() - limits/* LIMITS */.b1.graceSeconds * 1000;
    if (of === 'unneeded')
        return { live, named, isGarbage: (number, at) => named[number] !== 1 && at.getTime() < youngest };
    const ofRemoved = namedBy(knownFacts(survey, places.filter(({ key }) => going.has(key))), size);
    return { live, named, isGarbage: (number) => ofRemoved[number] === 1 && live[number] !== 1 };
}
/** Roots whose objects should all be there. */
function dueRoots(survey, { going, of }) {
    return survey.places.filter((place) => place.deletedAt === undefined &&
        (of === 'unneeded' || !going.has(place.key)) &&
        !isMarked(survey, place, 'quarantine'));
}
function knownFacts({ learned }, places) {
    return places.map(({ key }) => learned.facts.get(key));
}
/** A bit for each object that one of the roots names. @param size how many numbers there are */
function namedBy(roots, size) {
    const named = new Uint8Array(size);
    for (const facts of roots)
        for (const number of facts?.objects ?? [])
            named[number] = 1;
    return named;
}

;// CONCATENATED MODULE: ./lib/vault/prune/apply.js
/** Carries out a plan of prune: sets delete markers, and undoes what must not have been marked. */









const DELETES_IN_FLIGHT = 16;
/** May be killed at any point: the next run continues. */
async function applyPlan(plan, context) {
    await record(plan, context);
    // First of all, so that what is removed now is whole, and undelete can bring it back for the time L.
    const broughtBack = await bringBack(plan.heldButGone, context);
    const healed = await putBackAll(plan.missing, context);
    const isLate = await mark(plan, context);
    const undone = await undo(plan, healed.lost, context);
    return { putBack: [...broughtBack, ...healed.changed, ...undone.putBack], lost: undone.lost, isLate };
}
/** Records what is removed, before the first delete marker, so that audit does not report an attack. */
async function record({ record: planned, known }, { store, signal }) {
    if (planned === undefined)
        return;
    // Read again, since another prune may have written a record meanwhile.
    const removed = [...(await (0,prune_state/* removedByPrune */.Q6)(store, signal)).values()];
    const at = (0,store_store/* requireServerDate */.t)(store);
    const now = planned.removed.map(({ series, id, ...why }) => ({ series, id, at: at.toISOString(), ...why }));
    const renewed = new Set(now.map(({ series, id }) => (0,keys/* rootKey */.eO)(series, id)));
    const others = removed.filter(({ series, id }) => {
        const key = (0,keys/* rootKey */.eO)(series, id);
        return planned.rootKeys.has(key) && !renewed.has(key);
    });
    await (0,prune_state/* writePruneState */.zN)(store, at, { roots: known.facts, removed: [...others, ...now] }, known.numbers, signal);
}
/** @returns keys of those that are there again */
async function bringBack(held, { store, emit, signal }) {
    const found = [];
    for (const [series, places] of Map.groupBy(held, (place) => place.series)) {
        const ids = places.map(({ id }) => id);
        const { broughtBack } = await (0,undelete/* undelete */.nt)({ store, series, ids, apply: true, emit, signal });
        found.push(...broughtBack.map((id) => (0,keys/* rootKey */.eO)(series, id)));
    }
    return found;
}
/** @returns keys of which no S3 version is right, in the order of `keys`, and keys that something was done for */
async function putBackAll(keys, { store, signal }) {
    const objects = keys.map((key) => ({ key }));
    const { lost, changed } = await (0,undelete/* putBackObjects */.ZX)(store, objects, { signal });
    const isLost = new Set(lost);
    return { lost: keys.filter((key) => isLost.has(key)), changed };
}
/** @returns whether it stopped before all was marked: the survey is valid for the duration of one backup only */
async function mark({ t0, roots, objects }, { store, emit, signal }) {
    const until = t0.getTime() + limits/* LIMITS */.b1.backupMaxSeconds * 1000;
    let isLate = false;
    const markOne = async ({ key }) => {
        isLate ||= (0,store_store/* requireServerDate */.t)(store).getTime() > until;
        if (!isLate)
            await store.markDeleted(key, { signal });
    };
    emit({
        type: 'phase',
        name: `Mark what goes: snapshots (${String(roots.length)}), packs and parts (${String(objects.length)})`,
    });
    await (0,base_async/* mapBounded */.yJ)(roots, DELETES_IN_FLIGHT, markOne);
    await (0,base_async/* mapBounded */.yJ)(objects, DELETES_IN_FLIGHT, markOne);
    return isLate;
}
/**
 * Lists the roots again, and puts back what is needed now: by a root that was added since, or by one that a run marked
 * wrongly before it broke off. Also brings back snapshots that were held meanwhile.
 *
 * @param missing keys that were missing before, and could not be put back
 */
async function undo({ roots, objects, known }, missing, context) {
    const { store, emit, signal } = context;
    const { numbers, quarantined } = known;
    if (roots.length + objects.length + missing.length === 0)
        return { putBack: [], lost: [] };
    emit({ type: 'phase', name: 'Look at the snapshots again' });
    const held = await putBackHeld(roots, context);
    const places = await (0,root_places/* listRootPlaces */.jp)(store, undefined, signal);
    const live = places.filter(({ key, deletedAt }) => deletedAt === undefined && !quarantined.has(key));
    const { facts } = await (0,root_places/* learnRoots */.ed)(store, live, known.facts, numbers, signal);
    const needed = namedBy(facts.values(), numbers.size);
    const isNeeded = (key) => needed[numbers.known(key) ?? -1] === 1;
    const touched = new Set([...missing, ...objects.map(({ key }) => key)]);
    const { lost, changed } = await putBackAll([...touched].filter(isNeeded), context);
    return { putBack: [...held, ...changed], lost };
}
/** Puts back marked roots on which somebody set a hold while this prune was running. @returns their keys */
async function putBackHeld(roots, { store, signal }) {
    const found = [];
    for (const [series, places] of Map.groupBy(roots, (place) => place.series)) {
        const { facts, set } = await marksOfSeries(store, series, signal);
        for (const place of places) {
            if (facts.get(place.id)?.hold === undefined)
                continue;
            await (0,undelete/* putBackRoot */.VK)(store, place, set.has(`readmitted ${place.id}`), { signal });
            found.push(place.key);
        }
    }
    return found;
}

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
;// CONCATENATED MODULE: ./lib/vault/prune/retention.js
/** Which snapshots of a series stay. Pure. */

/** The flaw of a snapshot that nobody has verified: nothing else speaks against it. */
const NOT_VERIFIED = 'not verified';
const DAY_SECONDS = 24 * 3600;
/** Age up to which everything in a series stays. Series of pull requests are short-lived. */
function floorSeconds(series) {
    return /\/pr\/(?:run-)?\d+$/.test(series) ? limits/* LIMITS */.b1.graceSeconds : limits/* LIMITS */.b1.retentionFloorSeconds;
}
/** Whether text fits a pattern in which `*` stands for any text. */
function fits(pattern, text) {
    const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}
/** undefined if the policy says nothing of the series. */
function rulesFor(series, { bySeries, others }) {
    return bySeries.find(({ pattern }) => fits(pattern, series))?.rules ?? others;
}
/**
 * Which of the snapshots stay (docs/format.md, rule 9). What a writer alone can bring about takes no place from anything:
 * only what another role has verified counts, and each snapshot that nobody has verified is judged by itself, as if it alone
 * were verified too. So adding snapshots that are not verified never changes what becomes of the others.
 *
 * @param now S3's clock
 * @returns for each snapshot whether it stays, and why
 */
function decide(series, candidates, rules, { now, timeZone }) {
    const newestFirst = candidates.toSorted(newerFirst);
    const ageSeconds = ({ time }) => (now.getTime() - time.getTime()) / 1000;
    const counted = newestFirst.filter((each) => each.flaw === undefined && ageSeconds(each) > limits/* LIMITS */.b1.graceSeconds);
    const keeper = new Keeper(rules, timeZone);
    const byRules = keeper.kept(counted);
    const newestVerified = newestFirst.find(({ flaw }) => flaw === undefined);
    const newestProved = newestFirst.find(({ flaw, isProved }) => flaw === undefined && isProved);
    const newestCounted = newestFirst.findIndex((each) => each === counted[0]);
    const proved = newestProved === undefined ? Infinity : newestFirst.indexOf(newestProved);
    const floor = floorSeconds(series);
    let waitsFor;
    const verdictOn = (each, place) => {
        const { id, flaw, pinned } = each;
        const keep = [
            ...pinned,
            ...(byRules.get(id) ?? []),
            ...labelsKept(each, rules),
            ...(each === newestVerified ? ['newest verified'] : []),
            ...(each === newestProved && each !== newestVerified ? ['newest read in full'] : []),
            ...(ageSeconds(each) <= floor ? [`younger than ${String(floor / DAY_SECONDS)} days`] : []),
        ];
        if (newestCounted < 0) {
            if (keep.length === 0)
                waitsFor = 'verification';
            keep.push('none counts for the rules yet');
        }
        else if (flaw !== undefined && place < newestCounted)
            keep.push(`${flaw}, and no newer verified one`);
        else if (flaw === NOT_VERIFIED && keep.length === 0) {
            const would = keeper.kept([...counted, each].sort(newerFirst)).get(id) ?? [];
            if (would.length > 0)
                keep.push(`${flaw}; if it were: ${would.join(', ')}`);
        }
        if (keep.length === 0 && place < proved) {
            waitsFor = 'proof';
            keep.push('no newer one was read in full');
        }
        if (keep.length > 0)
            return { id, keep: true, reasons: keep };
        return {
            id,
            keep: false,
            reasons: [flaw === undefined ? 'no rule keeps it' : `${flaw}, and newer verified ones exist`],
        };
    };
    const verdicts = newestFirst.map(verdictOn);
    const isLabelled = newestFirst.some((each) => labelsKept(each, rules).length > 0);
    return { verdicts, rulesKeepNothing: byRules.size === 0 && !isLabelled, waitsFor };
}
function newerFirst(a, b) {
    return b.time.getTime() - a.time.getTime() || (a.id < b.id ? 1 : -1);
}
function labelsKept({ labels }, rules) {
    return labels
        .filter((label) => rules.labels.some((pattern) => fits(pattern, label)))
        .map((label) => `label ${label}`);
}
/** Applies the rules, labels apart, to lists of snapshots that have most of their members in common. */
class Keeper {
    rules;
    periodsOf;
    spans = new Map();
    constructor(rules, timeZone) {
        this.rules = rules;
        this.periodsOf = periods(timeZone);
    }
    /** Ids that a rule keeps, with the reasons. @param counted newest first */
    kept(counted) {
        const { rules } = this;
        const kept = new Map();
        const keep = ({ id }, reason) => {
            kept.set(id, [...(kept.get(id) ?? []), reason]);
        };
        for (const each of counted.slice(0, rules.last ?? 0))
            keep(each, `last ${String(rules.last)}`);
        const [newest] = counted;
        if (rules.withinSeconds !== undefined && newest !== undefined) {
            const since = newest.time.getTime() - rules.withinSeconds * 1000;
            for (const each of counted)
                if (each.time.getTime() >= since)
                    keep(each, `within ${duration(rules.withinSeconds)}`);
        }
        for (const period of PERIODS) {
            let left = rules[period] ?? 0;
            let last;
            for (const [index, each] of counted.entries()) {
                if (left === 0)
                    break;
                const span = this.spanOf(each)[period];
                if (span !== last)
                    keep(each, `${period} ${span}`);
                else if (index === counted.length - 1)
                    keep(each, `${period}: the oldest`);
                else
                    continue;
                last = span;
                left--;
            }
        }
        return kept;
    }
    spanOf({ id, time }) {
        const known = this.spans.get(id) ?? this.periodsOf(time);
        this.spans.set(id, known);
        return known;
    }
}
const PERIODS = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'];
/** Gives the hour, day, ISO week, month and year that a time lies in. */
function periods(timeZone) {
    const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
        timeZone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        hourCycle: 'h23',
    });
    return (time) => {
        const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
        const { year = '', month = '', day = '', hour = '' } = parts;
        const date = `${year}-${month}-${day}`;
        return {
            hourly: `${date} ${hour}h`,
            daily: date,
            weekly: isoWeek(date),
            monthly: `${year}-${month}`,
            yearly: year,
        };
    };
}
/** `2026-W01` of `2025-12-29`: a week is of the year that its Thursday is in (ISO 8601). */
function isoWeek(date) {
    const day = new Date(`${date}T00:00:00Z`);
    const sinceMonday = (day.getUTCDay() + 6) % 7;
    const thursday = new Date(day.getTime() + (3 - sinceMonday) * DAY_SECONDS * 1000);
    const year = thursday.getUTCFullYear();
    const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_SECONDS * 1000));
    return `${String(year)}-W${String(week).padStart(2, '0')}`;
}
/** `14d`, `36h`: as it was written, or nearly. */
function duration(seconds) {
    return seconds % DAY_SECONDS === 0 ? `${String(seconds / DAY_SECONDS)}d` : `${String(seconds / 3600)}h`;
}

;// CONCATENATED MODULE: ./lib/vault/prune/snapshots.js
/** Judges each snapshot of a series: whether it stays, and why. Data to data. */




/** @param proved root keys that a mark says were read in full */
function candidatesOf(survey, series, proved) {
    const live = liveOf(survey, series);
    const emptied = emptiedOf(survey, live);
    return live.map((place) => candidateOf(survey, place, emptied, proved));
}
function candidateOf(survey, place, emptied, proved) {
    const { key, id, utc, lastModified } = place;
    const facts = survey.learned.facts.get(key);
    const said = survey.marks.get(place.series)?.facts.get(id);
    const flaw = flawOf(survey, place) ?? (emptied.has(key) ? 'anomaly' : undefined);
    return {
        id,
        time: isTimeTrusted(survey, place) || utc > lastModified ? utc : lastModified,
        flaw,
        isProved: proved.has(key),
        pinned: [
            ...[survey.held.get(place.series)].filter((reason) => reason !== undefined),
            ...(said?.hold === undefined ? [] : [`held${said.hold === '' ? '' : `: ${said.hold}`}`]),
            ...(flaw === 'unreadable' ? ['it cannot be read'] : []),
            ...(flaw === NEWER ? ['a newer version of Holdfast wrote it'] : []),
        ],
        labels: [...(facts?.labels ?? []), ...(said?.labels ?? [])],
    };
}
/** The flaw of a snapshot of which this version only knows which objects it needs: it keeps them. */
const NEWER = 'of a newer version';
function isTimeTrusted(survey, place) {
    return place.newestTrusted || isMarked(survey, place, 'readmitted');
}
/** What is wrong with the snapshot, without regard to the others. */
function flawOf(survey, place) {
    const facts = survey.learned.facts.get(place.key);
    if (isMarked(survey, place, 'quarantine'))
        return 'quarantined';
    if (facts === undefined)
        return 'unreadable';
    if (facts.newer !== undefined)
        return NEWER;
    if (!isTimeTrusted(survey, place))
        return 'its time is not trusted';
    if (!facts.complete)
        return 'partial';
    if (isUnacknowledged(survey, place, facts))
        return 'anomaly';
    return isMarked(survey, place, 'verified') ? undefined : NOT_VERIFIED;
}
function isUnacknowledged(survey, place, facts) {
    return facts.anomaly && !isMarked(survey, place, 'acknowledged');
}
/** A snapshot with less than this share of what the one before it had counts as emptied. */
const EMPTIED_BELOW = 0.1;
/** Artifacts of one run have nothing to do with those of the run before; what a sealed snapshot holds is not known. */
const CHANGING_KINDS = ['artifacts', root_places/* SEALED_KIND */.gD];
/**
 * Verified snapshots that hold nearly nothing of what the verified one before them held, and that say nothing of it: a
 * backup would have said it, and called it an anomaly. By root key, with the id of that other one.
 */
function emptiedOf(survey, live) {
    const found = new Map();
    let before;
    for (const place of live.toSorted((a, b) => a.utc.getTime() - b.utc.getTime())) {
        const facts = survey.learned.facts.get(place.key);
        const isMeant = isMarked(survey, place, 'acknowledged') && !isMarked(survey, place, 'quarantine');
        if (facts === undefined || facts.newer !== undefined || (flawOf(survey, place) !== undefined && !isMeant))
            continue;
        if (!isMeant && before !== undefined && isEmptied(before.facts, facts))
            found.set(place.key, before.id);
        else
            before = { id: place.id, facts };
    }
    return found;
}
function isEmptied(before, now) {
    if (before.kind !== now.kind || CHANGING_KINDS.includes(now.kind))
        return false;
    // Of a repository the number of files says little: a chain of packs becomes one pack now and then.
    const hasFewer = now.kind === 'files' && now.files < before.files * EMPTIED_BELOW;
    return hasFewer || now.bytes < before.bytes * EMPTIED_BELOW;
}
/**
 * For each snapshot of the series whether it stays, and why.
 * @param proved root keys that a mark says were read in full
 * @throws bad-input if there is a series that the policy says nothing of, or all of whose snapshots it would let go
 */
function planSnapshots(survey, seriesNames, policy, proved) {
    const without = seriesNames.filter((series) => rulesFor(series, policy) === undefined);
    const emptied = [];
    const plans = seriesNames.flatMap((series) => {
        const rules = rulesFor(series, policy);
        if (rules === undefined)
            return [];
        const live = new Map(liveOf(survey, series).map((place) => [place.id, place]));
        const candidates = candidatesOf(survey, series, proved);
        const { verdicts, rulesKeepNothing, waitsFor } = decide(series, candidates, rules, {
            now: survey.t0,
            timeZone: policy.timeZone,
        });
        if (rulesKeepNothing && verdicts.some(({ keep }) => !keep))
            emptied.push(series);
        const refusal = refusalOf(survey, [...live.values()]);
        const snapshots = verdicts.map(({ id, keep, reasons }) => ({
            place: live.get(id),
            verdict: keep ? 'keep' : refusal === undefined ? 'remove' : 'refused',
            reasons: keep || refusal === undefined ? reasons : [...reasons, refusal],
        }));
        return [{ series, snapshots, waitsFor }];
    });
    refusePolicy(without, emptied);
    return plans;
}
/** Refuses a series with an anomaly that nobody acknowledged: its older snapshots may be the only good ones. */
function refusalOf(survey, live) {
    const odd = live.find((place) => {
        const facts = survey.learned.facts.get(place.key);
        return facts !== undefined && isUnacknowledged(survey, place, facts) && !isMarked(survey, place, 'quarantine');
    });
    if (odd !== undefined)
        return `refused: the anomaly of ${odd.id} is not acknowledged`;
    const [emptied] = emptiedOf(survey, live);
    if (emptied === undefined)
        return undefined;
    const [key, before] = emptied;
    return `refused: ${key.slice(key.lastIndexOf('/') + 1)} holds less than a tenth of what ${before} holds, and that is not acknowledged`;
}
function refusePolicy(without, emptied) {
    const problems = [
        ...(without.length === 0 ? [] : [`No rule is for ${without.join(', ')}.`]),
        ...(emptied.length === 0 ? [] : [`The rules keep nothing of ${emptied.join(', ')}.`]),
    ];
    if (problems.length === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `The policy would let all snapshots of a series go, and nothing was done. ${problems.join(' ')}`,
        why: 'Each series needs a rule that keeps something of it.',
        fix: 'Add keep-last (or another keep-* input), or a line to keep-rules: `*: last=3`.',
        exitCode: errors/* EXIT */.dc.badInput,
    });
}
/** Share of the live snapshots of the series that the plan removes. */
function shareOf(plans) {
    const all = plans.flatMap(({ snapshots }) => snapshots);
    return all.length === 0 ? 0 : all.filter(({ verdict }) => verdict === 'remove').length / all.length;
}

;// CONCATENATED MODULE: ./lib/vault/prune/plan.js
/** The plan of prune as a value: what gets a delete marker, what is put back, what is recorded, and what forbids it. */




/**
 * @param stops why nothing may be changed at all
 * @param reason why one snapshot is removed by its id; undefined: the rules remove
 */
function makePlan(survey, series, sweep, { stops, reason }) {
    const roots = goingOf(series).filter(({ deletedAt }) => deletedAt === undefined);
    return {
        t0: survey.t0,
        series,
        refusals: [...stops, ...refusalsOfSeries(series), ...refusalsOfUnreadable(survey)],
        isStopped: stops.length > 0,
        roots,
        objects: sweep.objects,
        later: sweep.later,
        heldButGone: heldButGone(survey),
        missing: sweep.missing,
        record: recordOf(survey, roots, reason),
        known: { facts: survey.learned.facts, numbers: survey.numbers, quarantined: quarantinedIn(survey) },
    };
}
/** Roots of the snapshots that the plan removes; one may be under a delete marker already. */
function goingOf(series) {
    return series.flatMap(({ snapshots }) => snapshots.filter(({ verdict }) => verdict === 'remove').map(({ place }) => place));
}
function recordOf({ state, learned, rootKeys }, roots, reason) {
    // Roots with several S3 versions are read each time, which is no reason for a new record.
    const isKnown = [...learned.facts].every(([key, { newer }]) => newer !== undefined || state.roots.has(key));
    if (roots.length === 0 && isKnown)
        return undefined;
    return {
        removed: roots.map(({ series, id }) => ({ series, id, ...(reason !== undefined && { reason }) })),
        rootKeys,
    };
}
function quarantinedIn({ marks }) {
    const prefix = 'quarantine ';
    return new Set([...marks].flatMap(([series, { set }]) => [...set].filter((text) => text.startsWith(prefix)).map((text) => (0,keys/* rootKey */.eO)(series, text.slice(prefix.length)))));
}
/**
 * Held snapshots that an earlier run removed while the hold was set, before it broke off. A snapshot that was removed by its
 * id is not brought back.
 */
function heldButGone({ gone, marks, state }) {
    const byId = new Set(state.removed.filter(({ reason }) => reason !== undefined).map(({ series, id }) => (0,keys/* rootKey */.eO)(series, id)));
    return gone.filter(({ series, id, key }) => marks.get(series)?.facts.get(id)?.hold !== undefined && !byId.has(key));
}
/**
 * Plans to remove one snapshot, whatever the rules say. A run that broke off may have marked it already.
 * @throws no-snapshot; remove-refused for one that is held, and for the newest verified one of its series
 */
function planRemoval(survey, series, { id, reason }) {
    const place = survey.places.find((each) => each.id === id && (series === undefined || each.series === series));
    if (place === undefined)
        throw noSnapshot(`There is no snapshot ${id}${series === undefined ? '' : ` in ${series}`}.`);
    const candidates = candidatesOf(survey, place.series, new Set());
    const own = candidates.find((each) => each.id === id);
    const good = candidates.filter(({ flaw }) => flaw === undefined).toSorted((a, b) => +b.time - +a.time);
    if (survey.marks.get(place.series)?.facts.get(id)?.hold !== undefined)
        throw removalRefused(`Snapshot ${id} is held.`, 'Release it first: mode mark, mark: release.');
    if (own !== undefined && own === good[0])
        throw removalRefused(`Snapshot ${id} is the newest verified one of its series.`, 'Make a new backup without what must go, verify it, then remove this one.');
    return [{ series: place.series, snapshots: [{ place, verdict: 'remove', reasons: [reason] }] }];
}
function refusalOfShare(series, maxShare) {
    const share = shareOf(series);
    if (share <= maxShare)
        return [];
    const percent = (value) => `${String(Math.round(value * 1000) / 10)} %`;
    return [`The plan removes ${percent(share)} of the snapshots, and max-delete-share is ${percent(maxShare)}.`];
}
function refusalsOfSeries(series) {
    return series.flatMap(({ series: name, snapshots }) => {
        const refused = snapshots.filter(({ verdict }) => verdict === 'refused');
        return refused.length === 0 ? [] : [`Series ${name} is left alone: ${String(refused[0]?.reasons.at(-1))}.`];
    });
}
/** At most so many unreadable roots are named in a message. */
const NAMED_ROOTS = 3;
function refusalsOfUnreadable(survey) {
    const roots = unreadableRoots(survey);
    if (roots.length === 0)
        return [];
    const named = roots
        .slice(0, NAMED_ROOTS)
        .map(({ key }) => `${key} cannot be read (${String(survey.learned.unreadable.get(key)?.message)})`);
    const more = roots.length - named.length;
    return [`No pack is marked: ${named.join('; ')}${more > 0 ? `; ${String(more)} more cannot be read either` : ''}`];
}
function noSnapshot(message) {
    const fix = 'See mode list; without a name it shows the series of the vault.';
    return new errors/* HoldfastError */.Et({ code: 'no-snapshot', message: `Nothing to prune. ${message}`, fix });
}
function removalRefused(message, fix) {
    return new errors/* HoldfastError */.Et({ code: 'remove-refused', message, why: 'Nothing was changed.', fix });
}

;// CONCATENATED MODULE: ./lib/vault/prune/proofs.js
/** Looks for the newest snapshot of a series that was read in full. */



const SERIES_IN_FLIGHT = 4;
/** Verified snapshots of a series whose marks are looked at for one that was read in full, the newest first. */
const PROOFS_LOOKED_AT = 256;
const PROOFS_IN_FLIGHT = 8;
/** Keys of roots that a mark says were read in full: the newest of each series in which it would let something be removed. */
async function findProofs(store, survey, seriesNames, policy, signal) {
    const everything = new Set(survey.places.map(({ key }) => key));
    const going = planSnapshots(survey, seriesNames, policy, everything).filter(({ snapshots }) => snapshots.some(({ verdict }) => verdict !== 'keep'));
    const proved = await (0,base_async/* mapBounded */.yJ)(going, SERIES_IN_FLIGHT, (plan) => newestProved(store, survey, plan, signal));
    return new Set(proved.flat());
}
/** The key of the newest snapshot of a series that counts and was read in full, if there is one. */
async function newestProved(store, survey, { series, snapshots }, signal) {
    const flaws = new Map(candidatesOf(survey, series, new Set()).map(({ id, flaw }) => [id, flaw]));
    const verified = snapshots.filter(({ place }) => flaws.get(place.id) === undefined).slice(0, PROOFS_LOOKED_AT);
    const marks = survey.marks.get(series)?.verified;
    // In most vaults it is the first one.
    for (let at = 0; at < verified.length; at += at === 0 ? 1 : PROOFS_IN_FLIGHT) {
        const some = verified.slice(at, at === 0 ? 1 : at + PROOFS_IN_FLIGHT);
        const isProved = await (0,base_async/* mapBounded */.yJ)(some, PROOFS_IN_FLIGHT, ({ place }) => (0,read_marks/* isReadInFull */.bg)(store, marks?.get(place.id) ?? [], signal));
        const found = some[isProved.indexOf(true)];
        if (found !== undefined)
            return [found.place.key];
    }
    return [];
}

;// CONCATENATED MODULE: ./lib/vault/prune/prune.js







const NO_VERSION = 'It is not proved that the bucket keeps S3 versions. The newest snapshot has no S3 version id, so that what is deleted may be gone for good. Use a bucket that keeps S3 versions, with versioning enabled; if it was enabled since the last backup, run a backup first.';
const TOO_LATE = 'It took longer than a backup may, and stopped marking: run it again.';
/**
 * Plans, and with `apply` carries it out: marks roots, marks packs and parts, reads the list of roots again and undoes
 * markers that are wrong by then. Sets delete markers only. It uses S3's clock alone, keeps no state outside of the vault,
 * and may be killed at any point: the next prune continues. Why no live snapshot loses a byte: docs/safety.md.
 *
 * @throws bad-input for a policy that empties a series; no-snapshot; remove-refused
 */
async function prune(options) {
    const { plan, survey } = await surveyAndPlan(options);
    const { t0, series, refusals, isStopped, roots, objects, later } = plan;
    const outcome = { t0, series, isStopped, roots, objects, later, readCount: survey.learned.readCount };
    if (!options.apply || isStopped) {
        const putBack = [...plan.heldButGone.map(({ key }) => key), ...plan.missing];
        return { ...outcome, refusals, putBack, lost: [], applied: false };
    }
    const { putBack, lost, isLate } = await applyPlan(plan, options);
    return { ...outcome, refusals: [...refusals, ...(isLate ? [TOO_LATE] : [])], putBack, lost, applied: true };
}
async function surveyAndPlan(options) {
    const { store, task, emit, signal, bucketRefusals } = options;
    const removal = 'id' in task ? task : undefined;
    emit({ type: 'phase', name: 'Read the snapshots of the vault' });
    const survey = await surveyVault({ store, series: options.series, id: removal?.id, held: options.held, signal });
    const series = 'policy' in task ? await planByRules(options, survey, task.policy) : planRemoval(survey, options.series, task);
    const going = goingOf(series);
    emit({ type: 'phase', name: 'Look for packs that no snapshot needs' });
    const of = removal === undefined ? 'unneeded' : 'removed';
    const sweep = await sweepObjects(store, survey, { going: new Set(going.map(({ key }) => key)), of }, signal);
    const isIdle = going.length === 0 && sweep.objects.length === 0;
    const stops = [
        ...bucketRefusals,
        ...(isIdle ? [] : await versionless(store, survey, signal)),
        ...('policy' in task ? refusalOfShare(series, task.maxDeleteShare) : []),
    ];
    return { plan: makePlan(survey, series, sweep, { stops, reason: removal?.reason }), survey };
}
/** Without a proof nothing is removed. Proofs are only looked for where one would let something be removed. */
async function planByRules({ store, series, signal }, survey, policy) {
    if (series !== undefined && liveOf(survey, series).length === 0)
        throw noSnapshot(`Series ${series} has none.`);
    const names = series === undefined ? liveSeries(survey) : [series];
    return planSnapshots(survey, names, policy, await findProofs(store, survey, names, policy, signal));
}
/** Where an object has no S3 version, a delete cannot be undone, whatever GetBucketVersioning says. One request. */
async function versionless(store, { places }, signal) {
    const live = places.filter(({ deletedAt }) => deletedAt === undefined);
    const newest = live.toSorted((a, b) => b.utc.getTime() - a.utc.getTime())[0];
    if (newest === undefined)
        return [];
    const head = await store.head(newest.key, { signal });
    return head === undefined || (0,sample_object/* isRealVersion */.G)(head.versionId) ? [] : [NO_VERSION];
}

// EXTERNAL MODULE: ./lib/inputs/kinds.js
var kinds = __webpack_require__(11850);
;// CONCATENATED MODULE: ./lib/commands/shared/prune-policy.js
/** From the inputs to the retention policy of prune. */



/**
 * Derives the task of prune from its inputs: apply the rules, or remove one snapshot.
 * @throws bad-input, with everything that is wrong at once
 */
function pruneTask(inputs) {
    const { remove, reason, allSeries, timeZone, maxDeleteShare } = inputs;
    const others = rulesOfInputs(inputs);
    const problems = [];
    const bySeries = inputs.keepRules.flatMap((line) => parseLine(line, problems) ?? []);
    const hasRules = others !== undefined || inputs.keepRules.length > 0;
    problems.push(...contradictions(bySeries, others));
    if (remove === undefined) {
        if (!hasRules)
            problems.push('No keep-* input is given: nothing would be kept. Example: keep-daily: 14');
        if (reason !== undefined)
            problems.push('reason: it can be used only with remove.');
    }
    else {
        if (hasRules)
            problems.push('remove: it removes one snapshot, whatever the rules say, and cannot be combined with keep-*.');
        if (reason === undefined)
            problems.push('reason: missing. Accepted: why this snapshot is removed.');
        if (allSeries)
            problems.push('remove: all-series is set, but remove concerns one snapshot of one series. Accepted: one of the two.');
    }
    if (problems.length > 0)
        throw badPolicy(problems);
    if (remove !== undefined && reason !== undefined)
        return { id: remove, reason };
    return { policy: { bySeries, others, timeZone }, maxDeleteShare };
}
function rulesOfInputs(inputs) {
    const rules = ruleSet({
        last: inputs.keepLast,
        hourly: inputs.keepHourly,
        daily: inputs.keepDaily,
        weekly: inputs.keepWeekly,
        monthly: inputs.keepMonthly,
        yearly: inputs.keepYearly,
        withinSeconds: inputs.keepWithin,
    });
    const labels = inputs.keepLabels;
    return Object.keys(rules).length === 0 && labels.length === 0 ? undefined : { ...rules, labels };
}
function ruleSet(rules) {
    return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}
const COUNTS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'];
const COUNT_MAX = 100_000;
const PATTERN = /^[A-Za-z0-9._/*-]+$/;
const LABEL = /^[A-Za-z0-9._/*-]{1,100}$/;
/** `PATTERN: last=3 within=14d label=release-*`. */
function parseLine(line, problems) {
    const wrong = [];
    const [, pattern = '', rest = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
    if (!PATTERN.test(pattern.trim()))
        wrong.push('before the colon there must be a series, in which * stands for any text');
    const terms = rest.split(/\s+/).filter((term) => term !== '');
    if (terms.length === 0)
        wrong.push('it keeps nothing');
    const numbers = {};
    const labels = [];
    for (const term of terms) {
        const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(term) ?? [];
        if (name === 'label') {
            if (LABEL.test(value))
                labels.push(value);
            else
                wrong.push(`${JSON.stringify(term)} is not a label`);
            continue;
        }
        const field = name === 'within' ? 'withinSeconds' : COUNTS.find((known) => known === name);
        const number = field === undefined ? undefined : numberOf(name, value);
        if (field === undefined)
            wrong.push(`${JSON.stringify(term)} is not a rule`);
        else if (number === undefined)
            wrong.push(`${JSON.stringify(term)} has no valid value`);
        else if (field in numbers)
            wrong.push(`${name} is given twice`);
        else
            numbers[field] = number;
    }
    if (wrong.length === 0)
        return { pattern: pattern.trim(), rules: { ...numbers, labels } };
    problems.push(`keep-rules: got ${JSON.stringify(line)}, but ${wrong.join(', and ')}. Accepted: PATTERN: last=N hourly=N daily=N weekly=N monthly=N yearly=N within=DURATION label=LABEL. Example: */pr/*: within=14d last=1`);
    return undefined;
}
function numberOf(name, value) {
    if (name === 'within') {
        const parsed = (0,kinds/* parseDuration */.E9)(value);
        return 'value' in parsed ? Number(parsed.value) : undefined;
    }
    const number = /^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined;
    return number === undefined || number > COUNT_MAX ? undefined : number;
}
/** Lines that can never count, since one above them fits every series that they fit. */
function contradictions(bySeries, others) {
    const hidden = bySeries.flatMap(({ pattern }, index) => {
        const above = bySeries.slice(0, index).find((earlier) => fits(earlier.pattern, pattern));
        if (above === undefined)
            return [];
        return [`keep-rules: the line for ${pattern} is never used, since the line for ${above.pattern} comes before it.`];
    });
    const all = bySeries.some(({ pattern }) => fits(pattern, '*'));
    if (all && others !== undefined)
        hidden.push('keep-*: they are never used, since a line of keep-rules matches every series.');
    return hidden;
}
function badPolicy(problems) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `The policy is wrong, and nothing was done:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    });
}

// EXTERNAL MODULE: ./lib/vault/read/versions.js
var versions = __webpack_require__(46188);
;// CONCATENATED MODULE: ./lib/commands/vault/purge-commands.js
/** The commands by which the owner of a bucket deletes removed snapshots for good. */


const LISTS_IN_FLIGHT = 16;
/**
 * Commands by which the owner of the bucket deletes for good what was removed: every S3 version with bytes of the root and
 * of the objects that it alone needed. Holdfast has neither the verb nor the right.
 */
async function purgeCommands({ store }, { bucket, prefix }, { series, objects, putBack }, signal) {
    const roots = series.flatMap(({ snapshots }) => snapshots.map(({ place }) => place.key));
    const keys = [...roots, ...objects.map(({ key }) => key)].filter((key) => !putBack.includes(key));
    const lines = await (0,base_async/* mapBounded */.yJ)(keys, LISTS_IN_FLIGHT, async (key) => {
        const found = [];
        for await (const { versionId, isDeleteMarker } of (0,versions/* versionsOfKey */.cx)(store, key, signal)) {
            if (isDeleteMarker)
                continue;
            const fullKey = prefix === '' ? key : `${prefix}/${key}`;
            found.push(`aws s3api delete-object --bucket ${bucket} --key ${shellWord(fullKey)} --version-id=${shellWord(versionId)}`);
        }
        return found;
    });
    return lines.flat();
}
/** One word for a shell, whatever is in it. */
function shellWord(text) {
    return /^[A-Za-z0-9._/@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

// EXTERNAL MODULE: ./lib/commands/vault/snapshot-view.js
var snapshot_view = __webpack_require__(36231);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/commands/shared/untrusted-event.js
var untrusted_event = __webpack_require__(50841);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/commands/prune.js
/** Mode prune: removes old snapshots by rules, or one by its id. */













/** Removes old snapshots by rules, or one by its id. Without `apply` it shows what it would do. */
async function prune_prune(inputs, deps) {
    const task = pruneTask(inputs);
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    (0,untrusted_event/* refuseStrangers */.C)(vault.workflow);
    const { store } = vault;
    const { emit, signal } = deps;
    const settings = await (0,preflight/* readBackupSettings */.s_)(vault.connection, { signal });
    const outcome = await prune({
        store,
        series: inputs.allSeries ? undefined : (0,vault_vault/* plannedSeries */.cn)(vault).series,
        task,
        apply: inputs.apply,
        held: await heldAsGone(vault, deps),
        bucketRefusals: bucketRefusals(settings, inputs),
        emit,
        signal,
    });
    const purge = 'id' in task && outcome.applied ? await purgeCommands(vault, inputs, outcome, signal) : [];
    return buildPruneResult({ inputs, deps, vault, task, outcome, days: daysOf(settings, inputs.prefix), purge });
}
/** What is left of repositories that are gone is never thinned out: these may be the only copies. */
async function heldAsGone({ store }, { now, signal }) {
    const gone = await (0,records/* readGone */.MU)(store, store.serverDate() ?? now(), signal);
    return new Map([...gone].map(([series, { since }]) => [series, `gone from GitHub since ${since.toISOString().slice(0, 10)}`]));
}
/**
 * The conditions before anything is marked: S3 versions are kept, and long enough (docs/safety.md). If the provider
 * does not say whether it keeps versions, a delete might be permanent.
 */
function bucketRefusals(settings, { bucket, prefix }) {
    return (0,checks/* judgeSettings */.$)(settings, { bucket, prefix, encryptionRequested: true })
        .filter(({ check, severity }) => severity === 'refuse' && ['versioning', 'lifecycle'].includes(check))
        .map(({ message, why = '', fix = '' }) => [message, why, fix].filter((text) => text !== '').join(' '));
}
/** After how many days S3 permanently deletes what was marked. */
function daysOf({ lifecycle }, prefix) {
    if (lifecycle.state !== 'ok')
        return 'not known';
    return (0,bucket_lifecycle/* noncurrentDays */.C5)((0,bucket_lifecycle/* rulesOn */.Tv)(lifecycle.value.rules, prefix)) ?? 'never';
}
function buildPruneResult(shown) {
    const { inputs, deps, vault, outcome, days, purge } = shown;
    const { refusals, lost, roots, objects, putBack, applied } = outcome;
    for (const message of refusals)
        deps.emit({ type: 'warning', class: 'prune-refused', message });
    tellLost(lost, deps);
    tellWaiting(outcome, deps);
    return {
        status: refusals.length === 0 && lost.length === 0 ? 'complete' : 'failed',
        outputs: { changes: roots.length + objects.length + putBack.length, applied },
        tables: [
            snapshotTable(shown),
            totalsTable(outcome, days),
            ...(purge.length === 0 ? [] : [purgeTable(purge, deps)]),
        ],
        summary: {
            title: `Prune of ${inputs.allSeries ? `all series in ${inputs.bucket}` : (0,vault_vault/* plannedSeries */.cn)(vault).series}`,
            facts: {
                [applied ? 'Snapshots kept' : 'Snapshots to keep']: [[keptCount(outcome), 'count']],
                [applied ? 'Removed' : 'To be removed']: [[roots.length, 'count']],
                [applied ? 'Marked as deleted' : 'To be marked as deleted']: [[sumBytes(roots) + sumBytes(objects), 'bytes']],
            },
            text: pruneSummary(shown),
        },
        json: pruneJson(outcome, days, purge),
    };
}
function keptCount({ series, roots }) {
    return series.reduce((sum, { snapshots }) => sum + snapshots.length, 0) - roots.length;
}
/** Named in a message; the report has all of them. */
const NAMED = 3;
function named(names) {
    return (0,base_text/* firstOf */.Ku)(names, NAMED);
}
function tellLost(lost, { emit }) {
    if (lost.length === 0)
        return;
    const what = lost.length === 1 ? 'one object, which a snapshot needs, is' : `${lost.length} objects, which snapshots need, are`;
    emit({
        type: 'warning',
        class: 'object-lost',
        message: `${what} gone: no S3 version has the recorded bytes (${named(lost)}).`.replace(/^o/, 'O'),
        fix: 'Run verify to see which snapshots are affected, and repair to recover what is left of them.',
    });
}
/** Explains why nothing is removed from series to which the rules apply. */
function tellWaiting({ series }, { emit }) {
    const waiting = (what) => series.filter(({ waitsFor }) => waitsFor === what).map(({ series: name }) => name);
    const [unverified, unproved] = [waiting('verification'), waiting('proof')];
    if (unverified.length > 0)
        emit({
            type: 'notice',
            class: 'nothing-verified',
            message: `Nothing is removed from ${(0,base_text/* counted */.hS)(unverified.length, 'series', 'series')} without a verified snapshot: ${named(unverified)}.`,
            why: 'Anybody who can write backups can write false ones. Only snapshots that mode verify has marked count for the rules.',
            fix: 'Run verify with level restore or full in a job before prune, for all of them with all-series.',
        });
    if (unproved.length > 0)
        emit({
            type: 'notice',
            class: 'nothing-proved',
            message: `Snapshots of ${(0,base_text/* counted */.hS)(unproved.length, 'series', 'series')} stay, since no newer one was read in full: ${named(unproved)}.`,
            why: 'Levels metadata and sample do not read every byte. A snapshot to be removed may hold data that the newer ones only seem to hold.',
            fix: 'Run verify with level restore or full, weekly for instance.',
        });
}
function pruneSummary({ outcome, task, inputs }) {
    const { roots, objects, applied, isStopped, refusals } = outcome;
    const what = `${(0,base_text/* counted */.hS)(roots.length, 'snapshot')} and ${(0,base_text/* counted */.hS)(objects.length, 'pack or part', 'packs and parts')}`;
    if (applied)
        return 'id' in task
            ? `Removed: ${what}. A backup that was running meanwhile may lack them: verify its snapshot. S3 keeps the bytes until its versions expire, or are purged by the commands below.`
            : `Marked as deleted: ${what}. Mode undelete brings snapshots back while S3 keeps their versions.`;
    if (inputs.apply)
        return `Nothing was changed. ${refusals.join(' ')}`;
    if (isStopped)
        return `A plan, and nothing was changed: \`apply: true\` would be refused, as the warnings say. Otherwise ${what} would be marked as deleted.`;
    return `A plan, and nothing was changed: ${what} would be marked as deleted with \`apply: true\`.`;
}
const SNAPSHOT_FIELDS = {
    series: { kind: 'text', value: ({ series }) => series },
    id: { kind: 'text', value: ({ place }) => place.id },
    time: { kind: 'time', value: ({ place }) => place.utc, before: 'id' },
    verdict: { kind: 'text', value: ({ verdict }) => verdict },
    reasons: { kind: 'text', value: ({ reasons }) => reasons, cell: ({ reasons }) => reasons.join('; ') },
};
function snapshotRows({ series }) {
    return series.flatMap(({ series: name, snapshots }) => snapshots.map((each) => ({ ...each, series: name })));
}
function snapshotTable({ outcome, inputs, deps }) {
    const { rows, note } = (0,snapshot_view/* shownRows */.$6)(snapshotRows(outcome), deps);
    const title = outcome.applied ? 'What was kept and removed' : 'What would be kept and removed';
    const { series, ...others } = SNAPSHOT_FIELDS;
    return (0,fields/* tableOf */.c_)(title + note, inputs.allSeries && series ? { series, ...others } : others, rows);
}
const GRACE_DAYS = limits/* LIMITS */.b1.graceSeconds / (24 * 3600);
function totalsTable(outcome, days) {
    const { roots, objects, later, putBack } = outcome;
    const bytes = sumBytes(roots) + sumBytes(objects);
    const freed = (count, waitDays) => {
        if (count === 0)
            return '';
        return typeof days === 'number'
            ? freedAt(outcome.t0, waitDays + days)
            : `${days}: no lifecycle rule of the bucket is seen to do it`;
    };
    return {
        title: 'Totals',
        columns: { what: 'text', count: 'count', size: 'bytes', 'freed by S3': 'text' },
        rows: [
            [
                'snapshots, packs and parts marked now',
                roots.length + objects.length,
                bytes,
                freed(roots.length + objects.length, 0),
            ],
            [
                `packs and parts for a prune ${GRACE_DAYS} days from now`,
                later.count,
                later.sizeBytes,
                freed(later.count, GRACE_DAYS),
            ],
            ...(putBack.length === 0 ? [] : [['needed, and put back', putBack.length, undefined, undefined]]),
        ],
    };
}
function freedAt(t0, days) {
    return `${days} days later, on ${new Date(t0.getTime() + days * 24 * 3600 * 1000).toISOString().slice(0, 10)}`;
}
function sumBytes(things) {
    return things.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
function purgeTable(purge, deps) {
    const { rows, note } = (0,snapshot_view/* shownRows */.$6)(purge, deps);
    return {
        title: `To purge it for good, with the rights of the bucket's owner${note}`,
        columns: { command: 'command' },
        rows: rows.map((line) => [line]),
    };
}
function pruneJson(outcome, days, purge) {
    const { t0, refusals, roots, objects, later, putBack, lost, applied, readCount } = outcome;
    return {
        time: t0.toISOString(),
        applied,
        snapshots: (0,fields/* jsonRows */.GN)(SNAPSHOT_FIELDS, snapshotRows(outcome)),
        refusals,
        marked: {
            snapshots: roots.length,
            objects: objects.map(({ key }) => key),
            bytes: sumBytes(roots) + sumBytes(objects),
        },
        later,
        freedAfterDays: typeof days === 'number' ? days : null,
        putBack,
        lost,
        rootsRead: readCount,
        ...(purge.length > 0 && { purge }),
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
