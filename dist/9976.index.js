export const id = 9976;
export const ids = [9976];
export const modules = {

/***/ 49976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fleetCommand: () => (/* binding */ fleetCommand)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/fleet/series.js
var fleet_series = __webpack_require__(94587);
;// CONCATENATED MODULE: ./lib/fleet/leg.js
/** The text of a leg, which a job of the matrix passes on: written by the plan, and parsed here as hostile. */





const FORMAT = 'holdfast-fleet-leg/1';
/** Linux hands a program at most 128 KiB in one variable, and the runner passes the text in `INPUT_LEG`. */
const LEG_MAX_BYTES = 100_000;
/** https://docs.github.com/en/actions/reference/limits#existing-system-limits */
const MATRIX_MAX_JOBS = 256;
/** GitHub counts an output as UTF-16, up to 1 MB. */
const MATRIX_MAX_CHARS = 2 ** 19;
/** Tells vaults apart, so that a plan is not carried out in another one. */
function fingerprintOf({ bucket, prefix, endpointUrl }) {
    return (0,external_node_crypto_.hash)('sha256', JSON.stringify([endpointUrl?.replace(/\/+$/, '') ?? '', bucket, prefix])).slice(0, 16);
}
function writeLeg({ vault, account, leg, of, requests, queue }) {
    const entries = queue.map(({ id, name, series, base, pushed }) => ({
        id,
        name,
        ...(series === (0,fleet_series/* defaultSeries */.js)(account, name) ? {} : { series }),
        ...(base === undefined ? {} : { base }),
        ...(pushed === undefined ? {} : { pushed }),
    }));
    return JSON.stringify({ format: FORMAT, vault, account, leg, of, requests, queue: entries });
}
/**
 * The texts of all legs.
 *
 * @throws matrix-too-large
 */
function writeMatrix({ vault, account }, legs) {
    const texts = legs.map(({ queue, requests }, index) => writeLeg({ vault, account, leg: index + 1, of: legs.length, requests, queue }));
    const include = texts.map((plan, index) => ({ leg: index + 1, of: texts.length, plan }));
    const matrix = JSON.stringify({ include });
    const longest = Math.max(0, ...texts.map((text) => Buffer.byteLength(text)));
    if (longest >= LEG_MAX_BYTES)
        throw legTooLong(texts, longest);
    if (matrix.length > MATRIX_MAX_CHARS || texts.length > MATRIX_MAX_JOBS)
        throw matrixTooLarge(matrix, texts.length);
    return { matrix, legs: texts };
}
/** How many legs it takes at least, for texts of this many bytes together. */
function legsForBytes(totalBytes) {
    // Queues differ in length, and each text has a head.
    return Math.ceil(totalBytes / (LEG_MAX_BYTES * 0.8));
}
function legTooLong(texts, longest) {
    const needed = legsForBytes(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)) + 1;
    const isPossible = needed <= MATRIX_MAX_JOBS;
    return new errors/* HoldfastError */.Et({
        code: 'matrix-too-large',
        message: `The plan does not fit: the text of a leg would have ${longest.toLocaleString('en')} bytes, and ${LEG_MAX_BYTES.toLocaleString('en')} is the most that a job can be handed.`,
        why: `${String(texts.length)} legs are too few for so many repositories.`,
        fix: isPossible
            ? `Set legs to ${String(needed)} or more.`
            : 'Divide the repositories among several workflows: one for each group of names, with the input repositories.',
    });
}
function matrixTooLarge(matrix, legs) {
    return new errors/* HoldfastError */.Et({
        code: 'matrix-too-large',
        message: `The plan does not fit into the output of a job: it has ${String(legs)} legs and ${matrix.length.toLocaleString('en')} characters, and GitHub takes ${String(MATRIX_MAX_JOBS)} jobs and ${MATRIX_MAX_CHARS.toLocaleString('en')} characters.`,
        fix: 'Divide the repositories among several workflows: one for each group of names, with the input repositories.',
    });
}
const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
const id = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(1));
const job = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(1), dist/* maxValue */.cGV(MATRIX_MAX_JOBS));
const series = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* check */.z6Y(keys/* isSeries */._k, 'not a series'));
const schema = dist/* pipe */.FsL(dist/* object */.Ikc({
    format: dist/* literal */.euz(FORMAT),
    vault: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{16}$/)),
    account: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* check */.z6Y(fleet_series/* isAccountName */.J7, 'not the name of an account')),
    leg: job,
    of: job,
    requests: dist/* optional */.lqM(count),
    queue: dist/* array */.YOg(dist/* object */.Ikc({
        id,
        name: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* check */.z6Y(fleet_series/* isRepositoryName */.en, 'not the name of a repository')),
        series: dist/* optional */.lqM(series),
        base: dist/* optional */.lqM(series),
        pushed: dist/* optional */.lqM(count),
    })),
}), dist/* check */.z6Y(({ leg, of }) => leg <= of, 'its number is larger than how many there are'), dist/* check */.z6Y(({ queue }) => new Set(queue.map((each) => each.id)).size === queue.length, 'a repository is in it twice'));
/** @throws bad-leg */
function parseLeg(text) {
    if (Buffer.byteLength(text) > LEG_MAX_BYTES)
        throw badLeg('it is too long');
    let json;
    try {
        json = JSON.parse(text);
    }
    catch {
        throw badLeg('it is not JSON');
    }
    const { success, output, issues } = dist/* safeParse */.xLC(schema, json);
    if (!success)
        throw badLeg(`${dist/* getDotPath */.BuJ(issues[0]) ?? 'it'}: ${issues[0].message}`);
    const { vault, account, leg, of, requests, queue } = output;
    const entries = queue.map((each) => ({ ...each, series: each.series ?? (0,fleet_series/* defaultSeries */.js)(account, each.name) }));
    const names = entries.map((each) => each.series);
    if (new Set(names).size < names.length)
        throw badLeg('two of its repositories share a series');
    return { vault, account, leg, of, requests, queue: entries };
}
function badLeg(wrong) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-leg',
        message: `leg: this is not the plan of a leg: ${wrong}.`,
        why: 'A leg backs up what the plan of its night gave it.',
        fix: 'Pass it on as it is: `leg: ${{ matrix.plan }}` in a job with `strategy: matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}`.',
    });
}
/** @throws plan-of-another-vault */
function checkVault(leg, place) {
    if (leg.vault === fingerprintOf(place))
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'plan-of-another-vault',
        message: `leg: it was planned for another vault than s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}.`,
        why: 'Bucket, prefix and endpoint-url have to be the same in the plan and in its legs: what is stale, and which series is whose, was looked up there.',
        fix: 'Give the job of the plan and the jobs of the legs the same bucket, prefix and endpoint-url.',
    });
}

// EXTERNAL MODULE: ./lib/net/network.js
var net_network = __webpack_require__(82989);
// EXTERNAL MODULE: ./lib/commands/fleet/account.js + 1 modules
var account = __webpack_require__(40691);
// EXTERNAL MODULE: ./lib/commands/fleet/leg.js + 3 modules
var leg = __webpack_require__(83423);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/commands/vault/snapshot-view.js
var snapshot_view = __webpack_require__(36231);
;// CONCATENATED MODULE: ./lib/fleet/order.js
/** In which order repositories are backed up, so that the requests to GitHub go where most is lacking, and nothing is starved. Pure. */
/**
 * Requests to GitHub that a backup makes, roughly. Of an unchanged repository on the average of a week: on one day of it, settings are
 * read that nothing shows to be unchanged.
 */
const REQUESTS = { unchanged: 7, changed: 30, first: 40 };
function requestsOf(each) {
    if (wasNeverRead(each))
        return REQUESTS.first;
    return each.isUnchanged && !hasToWait(each) ? REQUESTS.unchanged : REQUESTS.changed;
}
/** No metadata were ever read to their end. One that lacks something else for ever is no such. */
function wasNeverRead({ readAt }) {
    return readAt === undefined;
}
/** A part of its newest snapshot waits for requests. */
function hasToWait({ newest, readAt }) {
    return newest !== undefined && (readAt === undefined || readAt < newest);
}
/** What was backed up so shortly ago, by an earlier plan of the same night, has its turn in the next one. */
const RESTED_MS = 12 * 3_600_000;
/** What each group gets of the requests while all of them have somebody waiting. */
const WEIGHTS = { cheap: 8, first: 1, news: 1 };
/**
 * Most requests go to those that cost few, so that what is covered stays so however many wait for their first backup. The others get a
 * part in any case, and all that those leave: half of it those of which most is lacking, half those that were read once and have news.
 * Each group begins with the stalest. What an earlier plan of the same night has backed up is last.
 */
function inOrder(candidates, now) {
    const groups = Map.groupBy(candidates, (each) => groupOf(each, now));
    const of = (group) => (groups.get(group) ?? []).toSorted(stalerFirst);
    const sides = ['cheap', 'first', 'news'].map((group) => ({ queue: of(group), weight: WEIGHTS[group] }));
    return [...inTurns(sides), ...of('rested')];
}
function groupOf(each, now) {
    const { newest } = each;
    if (newest !== undefined && !hasToWait(each) && now.getTime() - newest.getTime() < RESTED_MS)
        return 'rested';
    if (wasNeverRead(each))
        return 'first';
    return requestsOf(each) === REQUESTS.unchanged ? 'cheap' : 'news';
}
/** Each time of the side that has had the fewest requests for its weight. */
function inTurns(sides) {
    const merged = [];
    const places = sides.map((side) => ({ ...side, at: 0, had: 0 }));
    for (;;) {
        const waiting = places.filter(({ queue, at }) => at < queue.length);
        if (waiting.length === 0)
            return merged;
        const place = waiting.reduce((least, each) => (each.had < least.had ? each : least));
        const next = place.queue[place.at++];
        place.had += requestsOf(next) / place.weight;
        merged.push(next);
    }
}
/**
 * By the age of the newest snapshot of which nothing waits, else of the newest; those without any first, the small ones before the
 * large. A snapshot of git alone makes nobody wait longer.
 */
function stalerFirst(a, b) {
    const [timeA, timeB] = [timeOf(a), timeOf(b)];
    if (timeA !== timeB)
        return timeA < timeB ? -1 : 1;
    return (a.newest === undefined ? a.sizeKib - b.sizeKib : 0) || a.id - b.id;
}
function timeOf({ newest, readAt }) {
    return (readAt ?? newest)?.getTime() ?? -Infinity;
}

;// CONCATENATED MODULE: ./lib/fleet/plan.js
/** Spreads repositories over legs: the legs of the same length, the requests to GitHub divided in the order of all. Pure. */

/** Less than so much work is not worth a leg of its own: the start of a job takes about a minute. */
const USEFUL_LEG_MS = 5 * 60_000;
/** With fewer requests a leg can do nothing useful. */
const USEFUL_LEG_REQUESTS = 20;
/** Puts every candidate into exactly one queue. */
function planLegs(candidates, limits) {
    if (candidates.length === 0)
        return [];
    const units = unitsOf(inOrder(candidates, limits.now));
    const queues = pack(units, legCount(units, limits));
    const requests = shareRequests(queues, units.flat(), limits.requestsLeft);
    return queues.map((queue, index) => ({
        queue,
        estimatedMs: queue.reduce((sum, each) => sum + estimatedMs(each), 0),
        requests: requests?.[index],
    }));
}
/** KiB a second that a first backup reads, stores and checks, with reserve. */
const KIB_PER_SECOND = 4096;
/** Of a repository that was never backed up, besides its bytes: all its metadata is read. */
const FIRST_MS = 60_000;
function estimatedMs({ lastMs, sizeKib }) {
    return lastMs ?? FIRST_MS + (sizeKib / KIB_PER_SECOND) * 1000;
}
/** @param ordered by `inOrder` */
function unitsOf(ordered) {
    const byId = new Map(ordered.map((each) => [each.id, each]));
    const headOf = (each) => {
        const seen = new Set();
        let head = each;
        for (;;) {
            seen.add(head.id);
            const before = head.after === undefined ? undefined : byId.get(head.after);
            if (before === undefined || seen.has(before.id))
                return head.id;
            head = before;
        }
    };
    const groups = Map.groupBy(ordered, headOf);
    return [...groups].map(([head, members]) => chained(members, head));
}
/** Each after the one that it names. */
function chained(members, head) {
    const sorted = members.filter(({ id }) => id === head);
    for (let added = true; added;) {
        const next = members.filter((each) => !sorted.includes(each) && sorted.some(({ id }) => id === each.after));
        sorted.push(...next);
        added = next.length > 0;
    }
    return [...sorted, ...members.filter((each) => !sorted.includes(each))];
}
/** No more than are allowed, than there are units, and than there is work and requests for. */
function legCount(units, { legs, minLegs = 1, requestsLeft = Infinity }) {
    const totalMs = units.flat().reduce((sum, each) => sum + estimatedMs(each), 0);
    const useful = Math.min(Math.ceil(totalMs / USEFUL_LEG_MS), Math.floor(requestsLeft / USEFUL_LEG_REQUESTS));
    return Math.max(1, Math.min(legs, units.length, Math.max(useful, minLegs)));
}
/** The longest first, each into the queue that is shortest so far; within a queue in the order of all. */
function pack(units, count) {
    const order = new Map(units.map((unit, index) => [unit, index]));
    const weigh = (unit) => unit.reduce((sum, each) => sum + estimatedMs(each), 0);
    const weights = new Map(units.map((unit) => [unit, weigh(unit)]));
    const weightOf = (unit) => weights.get(unit);
    const bins = Array.from({ length: count }, () => ({ units: [], ms: 0 }));
    for (const unit of units.toSorted((a, b) => weightOf(b) - weightOf(a))) {
        // Of equally short ones that with the fewest, so that each leg gets something.
        const bin = bins.reduce((best, each) => each.ms < best.ms || (each.ms === best.ms && each.units.length < best.units.length) ? each : best);
        bin.units.push(unit);
        bin.ms += weightOf(unit);
    }
    const placeOf = (unit) => order.get(unit);
    return bins
        .filter(({ units: held }) => held.length > 0)
        .map(({ units: held }) => held.toSorted((a, b) => placeOf(a) - placeOf(b)).flat());
}
/** Of a leg itself, for the list of repositories. */
const LEG_REQUESTS = 15;
/**
 * By what those of each queue need that come first in the order of all, as far as what is left suffices: a queue of many whose turn is
 * not yet takes nothing from one whose turn it is. Together at most what is left.
 */
function shareRequests(queues, ordered, left) {
    if (left === undefined)
        return undefined;
    const legOf = new Map(queues.flatMap((queue, leg) => queue.map(({ id }) => [id, leg])));
    const needs = queues.map(() => LEG_REQUESTS);
    let total = LEG_REQUESTS * queues.length;
    for (const each of ordered) {
        const needed = requestsOf(each);
        if (total + needed > left)
            continue;
        total += needed;
        const leg = legOf.get(each.id);
        needs[leg] = needs[leg] + needed;
    }
    return needs.map((need) => Math.floor((Math.max(left, 0) * need) / total));
}

// EXTERNAL MODULE: ./lib/fleet/pushed.js
var pushed = __webpack_require__(8711);
// EXTERNAL MODULE: ./lib/fleet/records.js
var records = __webpack_require__(91338);
// EXTERNAL MODULE: ./lib/fleet/survey.js
var fleet_survey = __webpack_require__(2176);
// EXTERNAL MODULE: ./lib/github/failure.js
var failure = __webpack_require__(40317);
// EXTERNAL MODULE: ./lib/commands/shared/summary-history.js
var summary_history = __webpack_require__(78827);
;// CONCATENATED MODULE: ./lib/commands/fleet/plan.js
/** Makes the plan of a fleet: which repository in which leg. */








async function makePlan(vault, github, inputs, deps) {
    const client = github.client();
    deps.emit({ type: 'phase', name: 'List the repositories' });
    const listing = await (0,account/* listAccount */.IL)(client, github.account, { withProperties: inputs.properties.length > 0 }, deps);
    deps.emit({ type: 'phase', name: 'Ask the vault what it knows of them' });
    const fleet = (0,account/* joinWithVault */.pr)(listing, await (0,account/* surveyOf */.yj)(vault.store, listing, deps), inputs, deps);
    (0,account/* refuseNothing */.OX)(fleet);
    const refused = refusedOf(fleet, deps);
    const candidates = await candidatesOf(vault, client, fleet, deps);
    const requestsLeft = client.requestsLeft();
    const minLegs = legsNeeded(candidates, fleet.account.login);
    const now = vault.store.serverDate() ?? deps.now();
    const legs = planLegs(candidates, { legs: inputs.apply ? 1 : inputs.legs, minLegs, requestsLeft, now });
    return { fleet, legs, refused, requestsLeft };
}
/** Two repositories never share a series: the second one is a gap with a name. */
function refusedOf({ chosen, series }, { emit }) {
    const refused = chosen.flatMap(({ repository: { id, name }, excludedBy }) => {
        const { series: taken = '', refusal: why } = series.get(id) ?? {};
        return excludedBy !== undefined || why === undefined ? [] : [{ id, name, series: taken, why }];
    });
    for (const { name, why } of refused)
        emit({ type: 'warning', class: 'series-taken', message: `${name} cannot be backed up: ${why}.` });
    return refused;
}
async function candidatesOf({ store }, client, fleet, { signal, emit }) {
    const { chosen, series, survey } = fleet;
    const wanted = chosen.flatMap(({ repository, excludedBy }) => {
        const own = series.get(repository.id);
        if (excludedBy !== undefined || own === undefined || own.refusal !== undefined)
            return [];
        return [{ repository, series: own.series, result: survey.state.results.get(repository.id) }];
    });
    const unknown = wanted.filter(({ result }) => result?.utc === undefined).map((each) => each.series);
    const newest = await (0,fleet_survey/* findNewest */.Ok)(store, unknown, { roots: survey.roots, withParts: false, signal });
    const parents = new ParentFinder(client, fleet, emit);
    const found = [];
    for (const { repository, series: name, result } of wanted) {
        const utc = result?.utc ?? newest.get(name)?.utc;
        // Of one that no leg has made, nothing is known to lack.
        const readAt = result?.utc === undefined ? utc : (0,records/* readAtOf */.n9)(result);
        found.push({
            ...{ id: repository.id, name: repository.name, series: name, sizeKib: repository.sizeKib },
            ...{ newest: utc, readAt, pushed: (0,pushed/* pushSeen */.A)(result) },
            ...{ lastMs: result?.durationMs, isUnchanged: (0,fleet_survey/* isUnchanged */._5)(result, repository) },
            ...(utc === undefined && repository.isFork ? await parents.of(repository) : {}),
        });
    }
    return found;
}
/** Forks whose parents one plan asks for. */
const PARENTS_ASKED = 100;
/** Finds the repository of the account that a fork is one of: its first backup may use the packs of that one. */
class ParentFinder {
    asked = 0;
    client;
    fleet;
    emit;
    constructor(client, fleet, emit) {
        this.client = client;
        this.fleet = fleet;
        this.emit = emit;
    }
    async of({ owner, name, }) {
        if (this.asked++ >= PARENTS_ASKED)
            return {};
        try {
            const { data } = await this.client.get('GET /repos/{owner}/{repo}', { owner, repo: name });
            const id = Number(data.parent?.id);
            const parent = this.fleet.series.get(id);
            return parent === undefined || parent.refusal !== undefined ? {} : { base: parent.series, after: id };
        }
        catch (error) {
            if (!(error instanceof failure/* GithubFailure */.Ed))
                throw error;
            // Without it the first backup stores more, and lacks nothing.
            this.emit({ type: 'debug', message: `What ${name} is a fork of could not be read: ${error.message}` });
            return {};
        }
    }
}
/** So that no text of a leg is too long. */
function legsNeeded(candidates, account) {
    const text = writeLeg({ vault: '', account, leg: 1, of: 1, requests: undefined, queue: candidates });
    const bytes = Buffer.byteLength(text);
    return bytes < LEG_MAX_BYTES ? 1 : legsForBytes(bytes);
}
/** The leg that holds everything, for a run that makes all backups by itself. */
function wholeLeg({ fleet, legs }, inputs, deps) {
    const [only] = legs;
    return {
        ...{ vault: fingerprintOfInputs(inputs, deps), account: fleet.account.login, leg: 1, of: 1 },
        ...{ requests: only?.requests, queue: only?.queue ?? [] },
    };
}
function fingerprintOfInputs(inputs, { env }) {
    return fingerprintOf({ bucket: inputs.bucket, prefix: inputs.prefix, endpointUrl: (0,summary_history/* endpointOf */.X5)(inputs, env) });
}

;// CONCATENATED MODULE: ./lib/commands/fleet/plan-result.js
/** Shows the plan of a fleet: as a matrix, a table and JSON. */





const PLAN_FIELDS = {
    leg: { kind: 'count', value: ({ leg }) => leg },
    id: { value: ({ id }) => id },
    name: { kind: 'text', title: 'repository', value: ({ name }) => name },
    series: { kind: 'text', value: ({ series }) => series },
    newest: { kind: 'time', title: 'newest snapshot', value: ({ newest }) => newest ?? null },
    lastMs: { kind: 'duration', title: 'took', value: ({ lastMs }) => lastMs },
    sizeBytes: { kind: 'bytes', title: 'size at GitHub', value: ({ sizeKib }) => sizeKib * 1024 },
    unchanged: { value: (row) => row.isUnchanged },
    base: { value: ({ base }) => base },
};
const LEFT_OUT_FIELDS = {
    name: { kind: 'text', title: 'repository', value: ({ name }) => name },
    rule: { kind: 'text', title: 'excluded by', value: ({ rule }) => rule },
};
/** @throws matrix-too-large */
function planResult(plan, inputs, deps) {
    const { fleet, legs, refused, requestsLeft } = plan;
    const { login } = fleet.account;
    const { matrix } = writeMatrix({ vault: fingerprintOfInputs(inputs, deps), account: login }, legs);
    const rows = legs.flatMap(({ queue }, index) => queue.map((each) => ({ ...each, leg: index + 1 })));
    const leftOut = fleet.chosen.flatMap(({ repository: { name }, excludedBy }) => excludedBy === undefined ? [] : [{ name, rule: excludedBy }]);
    const shown = (0,snapshot_view/* shownRows */.$6)(rows, deps);
    const title = `Plan for ${login}: ${(0,base_text/* counted */.hS)(rows.length, 'repository', 'repositories')}`;
    const outputs = { matrix, legs: legs.length, repositories: rows.length };
    return {
        status: refused.length === 0 ? 'complete' : 'partial',
        outputs,
        tables: [
            (0,fields/* tableOf */.c_)(title + shown.note, PLAN_FIELDS, shown.rows),
            ...(leftOut.length === 0 ? [] : [(0,fields/* tableOf */.c_)('Left out', LEFT_OUT_FIELDS, (0,snapshot_view/* shownRows */.$6)(leftOut, deps).rows)]),
        ],
        summary: {
            title: `Plan for the repositories of ${login}`,
            verdict: 'a plan, nothing was backed up',
            facts: {
                Repositories: [[rows.length, 'count']],
                Legs: [[legs.length, 'count']],
                'Requests to GitHub': requestsLeft === undefined ? ['no limit'] : [[requestsLeft, 'count']],
            },
            text: planText(plan, rows, deps),
        },
        json: {
            ...outputs,
            matrix: JSON.parse(matrix),
            account: login,
            requestsLeft: requestsLeft ?? null,
            shares: legs.map(({ queue, estimatedMs, requests }) => ({
                ...{ repositories: queue.length, estimatedMs: Math.round(estimatedMs), requests: requests ?? null },
            })),
            plan: (0,fields/* jsonRows */.GN)(PLAN_FIELDS, rows),
            leftOut: (0,fields/* jsonRows */.GN)(LEFT_OUT_FIELDS, leftOut),
            refused: refused.map(({ name, why }) => ({ name, why })),
        },
    };
}
function planText({ legs }, rows, { now }) {
    const never = rows.filter(({ newest }) => newest === undefined).length;
    const times = rows.flatMap(({ newest }) => (newest === undefined ? [] : [newest.getTime()]));
    const minutes = Math.ceil(Math.max(0, ...legs.map(({ estimatedMs }) => estimatedMs)) / 60_000);
    return [
        `${(0,base_text/* counted */.hS)(never, 'repository has', 'repositories have')} no backup so far.`,
        ...(times.length === 0 ? [] : [`The stalest was backed up ${(0,base_text/* agoText */.HB)(now().getTime() - Math.min(...times))}.`]),
        `The longest leg takes about ${minutes < 120 ? `${String(minutes)} min` : `${String(Math.round(minutes / 60))} h`}.`,
        '`leg` makes the backups of one leg, `apply: true` all of them in one run.',
    ].join(' ');
}

// EXTERNAL MODULE: ./lib/commands/shared/untrusted-event.js
var untrusted_event = __webpack_require__(50841);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
;// CONCATENATED MODULE: ./lib/commands/fleet/fleet.js
/** Mode fleet: plans the backups of all repositories of an account, and makes them, as a leg of the plan or all of them. */










/** @param makeBackup the command backup */
function fleetCommand(makeBackup) {
    return async (inputs, outer) => {
        const given = legOf(inputs, outer);
        const network = (0,net_network/* createNetwork */.V)({ emit: outer.emit }, outer.env);
        const deps = { ...outer, leg: { network, context: {} } };
        deps.emit({ type: 'phase', name: 'Vault' });
        const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
        (0,untrusted_event/* refuseStrangers */.C)(vault.workflow);
        const github = await (0,account/* openGithub */.K5)(vault, inputs, deps);
        const shared = { vault, github, makeBackup, network };
        if (given !== undefined)
            return (0,leg/* runLeg */.u)({ ...shared, leg: given }, inputs, deps);
        const plan = await makePlan(vault, github, inputs, deps);
        if (!inputs.apply)
            return planResult(plan, inputs, deps);
        return (0,leg/* runLeg */.u)({ ...shared, leg: wholeLeg(plan, inputs, deps), listing: plan.fleet, refused: plan.refused }, inputs, deps);
    };
}
/** undefined: a plan is to be made. @throws bad-leg, plan-of-another-vault */
function legOf({ leg, bucket, prefix, ...inputs }, { env }) {
    // A job of the matrix that hands on nothing would otherwise plan, and be green.
    if (env['INPUT_LEG'] === '')
        throw withoutPlan();
    if (leg === 'none')
        return undefined;
    const parsed = parseLeg(leg);
    checkVault(parsed, { bucket, prefix, endpointUrl: (0,summary_history/* endpointOf */.X5)(inputs, env) });
    return parsed;
}
function withoutPlan() {
    return new errors/* HoldfastError */.Et({
        code: 'bad-leg',
        message: 'leg: it is empty: this job was started without its plan.',
        why: 'An expression that names nothing is empty. A job that is to make a plan leaves `leg` out.',
        fix: 'Pass `leg: ${{ matrix.plan }}` in a job with `strategy: matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}`.',
    });
}


/***/ })

};
