export const id = 777;
export const ids = [777];
export const modules = {

/***/ 75809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ judgePosture),
/* harmony export */   C5: () => (/* binding */ noncurrentDays),
/* harmony export */   Tv: () => (/* binding */ rulesOn),
/* harmony export */   UJ: () => (/* binding */ judgeLifecycle),
/* harmony export */   Yn: () => (/* binding */ applyBucketChecks)
/* harmony export */ });
/* unused harmony export STORAGE_CLASSES */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _session_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67892);



/** Storage classes in which packs can be read at once, and so be reused and verified. */
const STORAGE_CLASSES = (/* unused pure expression or super */ null && (['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR']));
const ARCHIVE_CLASSES = ['GLACIER', 'DEEP_ARCHIVE'];
const NONCURRENT_MIN_DAYS = _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.noncurrentMinSeconds / (24 * 3600);
/** What of a bucket's configuration endangers a vault in it. Pure; one finding at least per check. */
function judgePosture(posture, vault) {
    return [
        judge('versioning', posture.versioning, judgeVersioning),
        judgeEncryption(posture.encryption, vault),
        judge('public-policy', posture.policyIsPublic, judgePolicy),
        judge('public-acl', posture.publicGrants, judgeGrants),
        judge('public-access-block', posture.publicAccessBlock, judgeBlock),
        ...judgeLifecycle(posture.lifecycle, vault.prefix),
    ];
}
/**
 * What the value means. A call that the provider does not serve is a warning; one that the credentials may not make is a
 * refusal, since what must be proved could be, and is not.
 */
function judge(check, reading, verdictOn) {
    return { check, ...(reading.state === 'ok' ? verdictOn(reading.value) : unproved(check, reading)) };
}
function unproved(check, reading) {
    const message = `The bucket's ${check.replaceAll('-', ' ')} could not be checked.`;
    return reading.state === 'denied'
        ? {
            // A missing block is a warning itself; whether the bucket is public is asked elsewhere.
            severity: check === 'public-access-block' ? 'warn' : 'refuse',
            message,
            why: `The credentials lack ${reading.permission}.`,
            fix: `Allow ${reading.permission} on the bucket.`,
        }
        : { severity: 'warn', message, why: `The provider does not serve this call. ${reading.reason}` };
}
function judgeVersioning(status) {
    if (status === 'Enabled')
        return { severity: 'ok', message: 'Versioning is enabled.' };
    return {
        severity: 'refuse',
        message: status === 'Suspended' ? 'Versioning of the bucket is suspended.' : 'The bucket has no versioning.',
        why: 'Without it, whoever may write or delete can destroy backups for good.',
        fix: 'Enable versioning of the bucket: aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled',
    };
}
function judgeEncryption(reading, vault) {
    const check = 'encryption';
    if (vault.encryptionRequested)
        return { check, severity: 'ok', message: 'Every upload asks for encryption.' };
    if (vault.encryptionSeen)
        return { check, severity: 'ok', message: 'Stored objects are encrypted.' };
    return judge(check, reading, (algorithm) => algorithm === undefined
        ? {
            severity: 'refuse',
            message: 'The bucket does not encrypt what is stored in it.',
            why: 'It has no default encryption, none is asked for, and a stored object is not encrypted.',
            fix: 'Set the default encryption of the bucket, or ask for it with the encryption input.',
        }
        : { severity: 'ok', message: `The bucket encrypts with ${algorithm} by default.` });
}
function judgePolicy(isPublic) {
    if (!isPublic)
        return { severity: 'ok', message: 'The bucket policy is not public.' };
    return {
        severity: 'refuse',
        message: 'The bucket policy makes the bucket public.',
        why: 'Anybody could read or change backups.',
        fix: 'Remove the public statement from the bucket policy, and block public access.',
    };
}
function judgeGrants(grants) {
    if (grants.length === 0)
        return { severity: 'ok', message: 'The ACL of the bucket is not public.' };
    return {
        severity: 'refuse',
        message: `The ACL of the bucket grants ${grants.join(', ')} to everybody.`,
        why: 'Anybody could list or change backups.',
        fix: 'Remove the grants to AllUsers and AuthenticatedUsers, and block public access.',
    };
}
function judgeBlock(isComplete) {
    if (isComplete)
        return { severity: 'ok', message: 'Public access is blocked.' };
    return {
        severity: 'warn',
        message: 'The bucket does not block public access.',
        why: 'One wrong policy or ACL later on would make the backups public.',
        fix: 'Turn on all four settings of the public access block of the bucket.',
    };
}
/** Of the rules that are enabled and overlap the vault. */
function judgeLifecycle(reading, prefix) {
    const check = 'lifecycle';
    if (reading.state !== 'ok')
        return [{ check, ...unproved(check, reading) }];
    const findings = rulesOn(reading.value, prefix).flatMap(judgeRule);
    return findings.length > 0
        ? findings
        : [{ check, severity: 'ok', message: 'No lifecycle rule endangers the vault.' }];
}
/** The rules that are in force and can touch objects of the vault. */
function rulesOn(rules, prefix) {
    return rules.filter((rule) => rule.Status === 'Enabled' && covers(rule, prefix));
}
/** The fewest days after which any of the rules takes noncurrent S3 versions; undefined: none does. */
function noncurrentDays(rules) {
    const days = rules.flatMap((rule) => rule.NoncurrentVersionExpiration?.NoncurrentDays ?? []);
    return days.length === 0 ? undefined : Math.min(...days);
}
/**
 * Whether a rule can touch objects of the vault. They have no tags, so a rule that asks for one cannot. A size filter
 * exempts them only if it asks for more bytes than any of them has.
 */
function covers(rule, prefix) {
    const filter = rule.Filter;
    if (filter?.Tag !== undefined || (filter?.And?.Tags ?? []).length > 0)
        return false;
    if ((filter?.ObjectSizeGreaterThan ?? filter?.And?.ObjectSizeGreaterThan ?? 0) >= _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.rootMaxBytes)
        return false;
    // Prefix outside the filter is the old form of the same.
    const rulePrefix = filter?.Prefix ?? filter?.And?.Prefix ?? rule.Prefix ?? '';
    const ours = (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .vaultPath */ .O)(prefix);
    return ours.startsWith(rulePrefix) || rulePrefix.startsWith(ours);
}
function judgeRule(rule) {
    const id = `The lifecycle rule ${JSON.stringify(rule.ID ?? '(without ID)')}`;
    const fix = 'Disable the rule, or give it a prefix or tag that leaves the vault out.';
    const refuse = (message, why) => ({
        check: 'lifecycle',
        severity: 'refuse',
        message,
        why,
        fix,
    });
    const findings = [];
    if (rule.Expiration?.Days !== undefined || rule.Expiration?.Date !== undefined) {
        findings.push(refuse(`${id} deletes current objects of the vault.`, 'Old packs are parts of new snapshots: their age says nothing.'));
    }
    const noncurrent = rule.NoncurrentVersionExpiration;
    if (noncurrent !== undefined && (noncurrent.NoncurrentDays ?? 0) < NONCURRENT_MIN_DAYS) {
        findings.push(refuse(`${id} removes noncurrent S3 versions after ${noncurrent.NoncurrentDays ?? 0} days.`, `What was overwritten or deleted must stay for ${NONCURRENT_MIN_DAYS} days at least, to be brought back.`));
    }
    if (noncurrent?.NewerNoncurrentVersions !== undefined) {
        findings.push(refuse(`${id} keeps only ${noncurrent.NewerNoncurrentVersions} noncurrent S3 versions.`, 'Whoever may write could push the good version out by overwriting it often enough.'));
    }
    const archives = (rule.Transitions ?? [])
        .map((move) => String(move.StorageClass))
        .filter((name) => ARCHIVE_CLASSES.includes(name));
    if (archives.length > 0) {
        findings.push(refuse(`${id} moves current objects to ${archives.join(', ')}.`, 'Backup, restore and verify read packs at once, which an archive class does not allow.'));
    }
    if ((rule.NoncurrentVersionTransitions ?? []).some((move) => ARCHIVE_CLASSES.includes(String(move.StorageClass)))) {
        findings.push({
            check: 'lifecycle',
            severity: 'warn',
            message: `${id} moves noncurrent S3 versions to an archive class.`,
            why: 'Repair can read them only after they were restored in S3, which takes hours.',
            fix,
        });
    }
    return findings;
}
/**
 * `enforce`: one error that lists every refusal; `warn`: they are emitted as warnings; `off`: nothing. Warnings are
 * emitted in any case but `off`.
 */
function applyBucketChecks(findings, mode, emit) {
    if (mode === 'off')
        return;
    const refusals = mode === 'enforce' ? findings.filter((finding) => finding.severity === 'refuse') : [];
    for (const finding of findings) {
        if (finding.severity === 'ok' || refusals.includes(finding))
            continue;
        const { check, message, why, fix } = finding;
        emit({ type: 'warning', class: `bucket-${check}`, message, why, fix });
    }
    if (refusals.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bucket-unsafe',
        message: `The bucket is not safe for backups: ${refusals.map(({ message }) => message).join(' ')}`,
        why: unique(refusals.map(({ why }) => why)),
        fix: `${unique(refusals.map(({ fix }) => fix))} Or accept the risk with bucket-checks: warn.`,
    });
}
function unique(texts) {
    return [...new Set(texts.filter((text) => text !== undefined))].join(' ');
}


/***/ }),

/***/ 63305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P2: () => (/* binding */ mapReading),
/* harmony export */   T_: () => (/* binding */ readPosture),
/* harmony export */   Vx: () => (/* binding */ lockOf),
/* harmony export */   aU: () => (/* binding */ openSwitchesOf),
/* harmony export */   oQ: () => (/* binding */ postureOf),
/* harmony export */   sb: () => (/* binding */ readSettings),
/* harmony export */   wn: () => (/* binding */ ALL_SETTINGS)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53711);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8083);
/* harmony import */ var _s3_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47159);




function setting(operation, command, valueOf, absent) {
    const ask = async (client, input, abortSignal) => valueOf(await client.send(new command(input), { abortSignal }));
    return { operation, ask, absent };
}
const PUBLIC_ACCESS_SWITCHES = [
    'BlockPublicAcls',
    'BlockPublicPolicy',
    'IgnorePublicAcls',
    'RestrictPublicBuckets',
];
/** Of a bucket's public access block or an account's. */
function openSwitchesOf(block) {
    return PUBLIC_ACCESS_SWITCHES.filter((name) => block?.[name] !== true);
}
const SETTINGS = {
    versioning: setting('GetBucketVersioning', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketVersioningCommand */ ._rj, ({ Status, MFADelete }) => ({
        status: Status ?? 'never',
        mfaDelete: MFADelete === 'Enabled',
    })),
    encryption: setting('GetBucketEncryption', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketEncryptionCommand */ .tQT, (answer) => answer.ServerSideEncryptionConfiguration?.Rules?.[0], { error: 'ServerSideEncryptionConfigurationNotFoundError', value: undefined }),
    openSwitches: setting('GetPublicAccessBlock', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetPublicAccessBlockCommand */ .GLk, (answer) => openSwitchesOf(answer.PublicAccessBlockConfiguration), { error: 'NoSuchPublicAccessBlockConfiguration', value: PUBLIC_ACCESS_SWITCHES }),
    policyIsPublic: setting('GetBucketPolicyStatus', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketPolicyStatusCommand */ .y3E, (answer) => answer.PolicyStatus?.IsPublic === true, { error: 'NoSuchBucketPolicy', value: false }),
    publicGrants: setting('GetBucketAcl', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketAclCommand */ .QPs, ({ Grants = [] }) => Grants.filter(({ Grantee }) => isPublicGroup(Grantee?.URI)).map(({ Permission }) => String(Permission))),
    lifecycle: setting('GetBucketLifecycleConfiguration', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketLifecycleConfigurationCommand */ .iQ1, ({ Rules = [], TransitionDefaultMinimumObjectSize }) => ({
        rules: Rules,
        minimumSize: TransitionDefaultMinimumObjectSize,
    }), { error: 'NoSuchLifecycleConfiguration', value: { rules: [], minimumSize: undefined } }),
    policy: setting('GetBucketPolicy', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketPolicyCommand */ .mCJ, ({ Policy }) => Policy, {
        error: 'NoSuchBucketPolicy',
        value: undefined,
    }),
    ownership: setting('GetBucketOwnershipControls', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketOwnershipControlsCommand */ .$rC, 
    // Ceph takes the question for another one, and answers with something that names no ownership.
    (answer) => answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? notAnswered('Its answer names no ownership.'), { error: 'OwnershipControlsNotFoundError', value: 'ObjectWriter' }),
    objectLock: setting('GetObjectLockConfiguration', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetObjectLockConfigurationCommand */ .mU1, (answer) => answer.ObjectLockConfiguration, { error: 'ObjectLockConfigurationNotFoundError', value: undefined }),
    replication: setting('GetBucketReplication', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketReplicationCommand */ .qJf, ({ ReplicationConfiguration }) => (ReplicationConfiguration?.Rules ?? [])
        .filter(({ Status }) => Status === 'Enabled')
        .map(({ Destination }) => String(Destination?.Bucket)), { error: 'ReplicationConfigurationNotFoundError', value: [] }),
    logging: setting('GetBucketLogging', _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .GetBucketLoggingCommand */ .Bdv, ({ LoggingEnabled }) => LoggingEnabled?.TargetBucket),
};
function notAnswered(message) {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'not-implemented', message });
}
/** The groups "everyone" and "any AWS account": https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
function isPublicGroup(uri) {
    return /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri ?? '');
}
const ALL_SETTINGS = Object.keys(SETTINGS);
/** Reads settings side by side, one call each. Throws if the bucket cannot be reached at all. */
async function readSettings(connection, names, signal) {
    const readings = await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .allOrStop */ .PR)(signal, (shared) => Promise.all(names.map(async (name) => [name, await readOne(connection, SETTINGS[name], shared)])));
    return Object.fromEntries(readings);
}
/** Errors that say nothing about the bucket's configuration, only that this provider has no such call. */
const NOT_SERVED = ['not-implemented', 'object-not-found', 's3-failed'];
async function readOne(connection, { operation, ask, absent }, signal) {
    const { client, settings, emit } = connection;
    const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner };
    const policy = settings.retry ?? _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_RETRY */ .vI;
    try {
        const value = await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .LH)(() => ask(client, input, signal), { policy, what: operation, emit, signal });
        return { state: 'ok', value };
    }
    catch (error) {
        signal.throwIfAborted();
        if (absent !== undefined && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isNamed */ .ev)(error, absent.error))
            return { state: 'ok', value: absent.value };
        const explained = (0,_s3_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explainS3Error */ .y6)(error, { ...settings, operation });
        if (!(explained instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et))
            throw explained;
        if (explained.code === 'access-denied')
            return { state: 'denied', permission: (0,_s3_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .permissionOf */ .Fp)(operation) };
        const status = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .shapeOf */ .F5)(error).$metadata?.httpStatusCode ?? 0;
        // A call that is not served is refused for good; a server that fails has not answered yet.
        if (NOT_SERVED.includes(explained.code) && (status < 500 || status === 501)) {
            return { state: 'unknown', reason: explained.why ?? explained.message };
        }
        throw explained;
    }
}
const POSTURE = ['versioning', 'encryption', 'openSwitches', 'policyIsPublic', 'publicGrants', 'lifecycle'];
async function readPosture(connection, signal) {
    return postureOf(await readSettings(connection, POSTURE, signal));
}
function postureOf(settings) {
    const { versioning, encryption, openSwitches, policyIsPublic, publicGrants, lifecycle } = settings;
    return {
        versioning: mapReading(versioning, ({ status }) => status),
        encryption: mapReading(encryption, (rule) => rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm),
        publicAccessBlock: mapReading(openSwitches, (names) => names.length === 0),
        policyIsPublic,
        publicGrants,
        lifecycle: mapReading(lifecycle, ({ rules }) => rules),
    };
}
function lockOf(configuration) {
    if (configuration?.ObjectLockEnabled !== 'Enabled')
        return undefined;
    const retention = configuration.Rule?.DefaultRetention;
    return { mode: retention?.Mode, days: retention?.Days ?? (retention?.Years ?? 0) * 365 };
}
function mapReading(reading, map) {
    return reading.state === 'ok' ? { state: 'ok', value: map(reading.value) } : reading;
}


/***/ }),

/***/ 59669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bucketRefusals: () => (/* binding */ bucketRefusals),
  prune: () => (/* binding */ prune_prune)
});

// EXTERNAL MODULE: ./lib/aws/bucket-checks.js
var bucket_checks = __webpack_require__(75809);
// EXTERNAL MODULE: ./lib/aws/posture.js
var aws_posture = __webpack_require__(63305);
// EXTERNAL MODULE: ./lib/limits.js
var limits = __webpack_require__(8207);
// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/marks.js
var snapshot_marks = __webpack_require__(54710);
;// CONCATENATED MODULE: ./lib/snapshot/retention.js

const DAY_SECONDS = 24 * 3600;
/** Age up to which everything in a series stays. Series of pull requests are short-lived. */
function floorSeconds(series) {
    return /\/pr\/(?:run-)?\d+$/.test(series) ? limits/* LIMITS */.b.graceSeconds : limits/* LIMITS */.b.retentionFloorSeconds;
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
 * @param now S3's clock
 * @returns for each snapshot whether it stays, and why (docs/format.md, rule 9)
 */
function decide(series, candidates, rules, { now, timeZone }) {
    const newestFirst = candidates.toSorted((a, b) => b.time.getTime() - a.time.getTime() || (a.id < b.id ? 1 : -1));
    const ageSeconds = ({ time }) => (now.getTime() - time.getTime()) / 1000;
    const counted = newestFirst.filter((each) => each.flaw === undefined && ageSeconds(each) > limits/* LIMITS */.b.graceSeconds);
    const byRules = keptByRules(counted, rules, timeZone);
    const newestVerified = newestFirst.find(({ flaw }) => flaw === undefined);
    const newestCounted = newestFirst.findIndex((each) => each === counted[0]);
    const floor = floorSeconds(series);
    const verdictOn = (each, place) => {
        const { id, flaw, pinned, labels } = each;
        const keep = [
            ...pinned,
            ...(byRules.get(id) ?? []),
            ...labels
                .filter((label) => rules.labels.some((pattern) => fits(pattern, label)))
                .map((label) => `label ${label}`),
            ...(each === newestVerified ? ['newest verified'] : []),
            ...(ageSeconds(each) <= floor ? [`younger than ${String(floor / DAY_SECONDS)} days`] : []),
        ];
        if (newestCounted < 0)
            keep.push('none counts for the rules yet');
        else if (flaw !== undefined && place < newestCounted)
            keep.push(`${flaw}, and no newer verified one`);
        if (keep.length > 0)
            return { id, keep: true, reasons: keep };
        return {
            id,
            keep: false,
            reasons: [flaw === undefined ? 'no rule keeps it' : `${flaw}, and newer verified ones exist`],
        };
    };
    const verdicts = newestFirst.map(verdictOn);
    const isLabelled = verdicts.some(({ reasons }) => reasons.some((reason) => reason.startsWith('label ')));
    return { verdicts, rulesKeepNothing: byRules.size === 0 && !isLabelled };
}
/** Ids that a rule keeps, with the reasons; labels apart. @param counted newest first */
function keptByRules(counted, rules, timeZone) {
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
    const periodsOf = periods(timeZone);
    const spans = counted.map(({ time }) => periodsOf(time));
    for (const period of PERIODS) {
        let left = rules[period] ?? 0;
        let last;
        for (const [index, each] of counted.entries()) {
            if (left === 0)
                break;
            const span = spans[index]?.[period];
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

;// CONCATENATED MODULE: ./lib/snapshot/prune-plan.js



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
/** A root as retention sees it. @param verified root keys that were verified for this plan, beyond the marks */
function candidateOf(survey, place, verified) {
    const { key, id, utc, lastModified } = place;
    const facts = survey.learned.facts.get(key);
    const said = survey.marks.get(place.series)?.facts.get(id);
    const isTrusted = place.newestTrusted || isMarked(survey, place, 'readmitted');
    const flaw = flawOf(survey, place, facts, isTrusted, verified);
    return {
        id,
        time: isTrusted || utc > lastModified ? utc : lastModified,
        flaw,
        pinned: [
            ...(said?.hold === undefined ? [] : [`held${said.hold === '' ? '' : `: ${said.hold}`}`]),
            ...(flaw === 'unreadable' ? ['it cannot be read'] : []),
        ],
        labels: [...(facts?.labels ?? []), ...(said?.labels ?? [])],
    };
}
function flawOf(survey, place, facts, isTrusted, verified) {
    if (isMarked(survey, place, 'quarantine'))
        return 'quarantined';
    if (facts === undefined)
        return 'unreadable';
    if (!isTrusted)
        return 'its time is not trusted';
    if (!facts.complete)
        return 'partial';
    if (isUnacknowledged(survey, place, facts))
        return 'anomaly';
    return verified.has(place.key) || isMarked(survey, place, 'verified') ? undefined : NOT_VERIFIED;
}
const NOT_VERIFIED = 'not verified';
function isUnacknowledged(survey, place, facts) {
    return facts.anomaly && !isMarked(survey, place, 'acknowledged');
}
/** Live roots of a series that only lack a verification for the rules to count them. */
function toVerify(survey, series) {
    const old = survey.t0.getTime() - limits/* LIMITS */.b.graceSeconds * 1000;
    return liveOf(survey, series).filter((place) => place.utc.getTime() < old && candidateOf(survey, place, new Set()).flaw === NOT_VERIFIED);
}
/**
 * For each snapshot of the series whether it stays, and why.
 * @throws bad-input if there is a series that the policy says nothing of, or all of whose snapshots it would let go
 */
function planSnapshots(survey, seriesNames, policy, verified) {
    const without = seriesNames.filter((series) => rulesFor(series, policy) === undefined);
    const emptied = [];
    const plans = seriesNames.flatMap((series) => {
        const rules = rulesFor(series, policy);
        if (rules === undefined)
            return [];
        const live = new Map(liveOf(survey, series).map((place) => [place.id, place]));
        const candidates = [...live.values()].map((place) => candidateOf(survey, place, verified));
        const { verdicts, rulesKeepNothing } = decide(series, candidates, rules, {
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
        return [{ series, snapshots }];
    });
    refusePolicy(without, emptied);
    return plans;
}
/** An anomaly that nobody looked at: the older snapshots may be the only good ones. */
function refusalOf(survey, live) {
    const odd = live.find((place) => {
        const facts = survey.learned.facts.get(place.key);
        return facts !== undefined && isUnacknowledged(survey, place, facts) && !isMarked(survey, place, 'quarantine');
    });
    return odd === undefined ? undefined : `refused: the anomaly of ${odd.id} is not acknowledged`;
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
/** Roots that cannot be read and that nobody put into quarantine: what they name is not known, so that all is kept. */
function unreadableRoots(survey) {
    return survey.places.filter((place) => survey.learned.unreadable.has(place.key) && !isMarked(survey, place, 'quarantine'));
}
/** A bit for each object that one of the roots names. @param size how many numbers there are */
function namedBy(roots, size) {
    const named = new Uint8Array(size);
    for (const facts of roots)
        for (const number of facts?.objects ?? [])
            named[number] = 1;
    return named;
}
/** Share of the live snapshots of the series that the plan takes out. */
function shareOf(plans) {
    const all = plans.flatMap(({ snapshots }) => snapshots);
    return all.length === 0 ? 0 : all.filter(({ verdict }) => verdict === 'remove').length / all.length;
}

// EXTERNAL MODULE: ./lib/snapshot/prune-roots.js
var prune_roots = __webpack_require__(98324);
// EXTERNAL MODULE: ./lib/snapshot/prune-state.js
var prune_state = __webpack_require__(73788);
// EXTERNAL MODULE: ./lib/snapshot/undelete.js
var undelete = __webpack_require__(49770);
;// CONCATENATED MODULE: ./lib/snapshot/prune.js









const DELETES_IN_FLIGHT = 16;
const PUTS_IN_FLIGHT = 4;
const VERIFICATIONS_IN_FLIGHT = 2;
/**
 * Plans, and with `apply` carries it out: marks roots, marks packs and parts, looks at the roots again and undoes what must
 * not have been marked. Sets delete markers only. It goes by S3's clock alone, keeps nothing but what is in the vault, and
 * may be killed at any point: the next one goes on. Why no live snapshot loses a byte: docs/safety.md.
 *
 * @throws bad-input for a policy that empties a series; no-snapshot; remove-refused
 */
async function prune(options) {
    return new Prune(options).run();
}
class Prune {
    options;
    store;
    numbers = new prune_state/* KeyNumbers */.mt();
    /** Of roots that were read in this run or before, by root key. */
    facts = new Map();
    /** Keys of all roots of which anything is left, a delete marker alone included. */
    rootKeys = new Set();
    /** Roots that `verifySnapshot` vouched for. */
    verified = new Map();
    constructor(options) {
        this.options = options;
        this.store = options.store;
    }
    async run() {
        const { task, apply, emit, bucketRefusals } = this.options;
        emit({ type: 'phase', name: 'Read the snapshots of the vault' });
        const state = await (0,prune_state/* readPruneState */._2)(this.store, this.numbers, this.options.signal);
        const survey = await this.survey(state);
        const series = 'policy' in task ? await this.planByRules(survey, task.policy) : this.planRemoval(survey, task);
        const going = series.flatMap(({ snapshots }) => snapshots.filter(({ verdict }) => verdict === 'remove'));
        emit({ type: 'phase', name: 'Look for packs that no snapshot needs' });
        const sweep = await this.sweep(survey, new Set(going.map(({ place }) => place.key)));
        const stops = [...bucketRefusals, ...('policy' in task ? refusalOfShare(series, task.maxDeleteShare) : [])];
        const plan = {
            t0: survey.t0,
            series,
            roots: going.map(({ place }) => place).filter(({ deletedAt }) => deletedAt === undefined),
            objects: sweep.objects,
            later: sweep.later,
            isStopped: stops.length > 0,
            refusals: [...stops, ...refusalsOfSeries(series), ...refusalsOfUnreadable(survey)],
            readCount: survey.learned.readCount,
        };
        const held = heldButGone(survey, state);
        if (!apply || plan.isStopped) {
            const putBack = [...held.map(({ key }) => key), ...sweep.missing.map((number) => this.numbers.key(number))];
            return { ...plan, putBack, lost: [], applied: false };
        }
        await this.note(survey, state, plan.roots);
        // First of all: what goes now is whole when it goes, so that undelete finds it so for L.
        const missing = new Set(sweep.missing);
        const broughtBack = await this.bringBack(held);
        const healed = await this.putBackObjects(missing);
        const isLate = await this.mark(plan.t0, plan.roots, plan.objects);
        const undone = await this.undo(survey, plan, missing);
        const refusals = [...plan.refusals, ...(isLate ? [TOO_LATE] : [])];
        return { ...plan, ...undone, putBack: [...broughtBack, ...healed, ...undone.putBack], refusals, applied: true };
    }
    /** S3's. */
    clock() {
        const date = this.store.serverDate();
        if (date === undefined)
            throw new Error('no answer came yet');
        return date;
    }
    /** Reads no root that was read before. */
    async survey(state) {
        const { signal, series, task } = this.options;
        // Of an answer that came before the roots are listed.
        const t0 = this.clock();
        const since = t0.getTime() - limits/* LIMITS */.b.graceSeconds * 1000;
        const { places: all, keys } = await (0,prune_roots/* listRoots */.qV)(this.store, undefined, signal);
        this.rootKeys = keys;
        const places = all.filter(({ deletedAt, id }) => deletedAt === undefined || deletedAt.getTime() > since || ('id' in task && task.id === id));
        const learned = await (0,prune_roots/* learnRoots */.ed)(this.store, places, state.roots, this.numbers, signal);
        this.facts = learned.facts;
        const judged = places.filter((place) => series === undefined || place.series === series);
        const unreadable = places.filter(({ key }) => learned.unreadable.has(key));
        const marks = new Map();
        for (const name of new Set([...judged, ...unreadable].map((place) => place.series)))
            marks.set(name, await this.marksOf(name));
        return { t0, places, gone: all.filter(({ deletedAt }) => deletedAt !== undefined), learned, marks };
    }
    async marksOf(series) {
        const { signal } = this.options;
        const marks = await (0,snapshot_marks/* listMarks */.rD)(this.store, series, { signal });
        const told = marks.filter(({ kind }) => kind === 'hold' || kind === 'label');
        const set = new Set(marks.map(({ kind, id }) => `${kind} ${id}`));
        return { set, facts: await (0,snapshot_marks/* readMarkFacts */.nu)(this.store, told, signal) };
    }
    async planByRules(survey, policy) {
        const { series, emit, verifySnapshot } = this.options;
        const names = series === undefined ? liveSeries(survey) : [series];
        if (series !== undefined && liveOf(survey, series).length === 0)
            throw noSnapshot(`Series ${series} has none.`);
        const unverified = verifySnapshot === undefined ? [] : names.flatMap((name) => toVerify(survey, name));
        if (unverified.length > 0)
            emit({ type: 'phase', name: `Verify ${String(unverified.length)} snapshots that were not yet` });
        await (0,lib_async/* mapBounded */.y)(unverified, VERIFICATIONS_IN_FLIGHT, async (place) => {
            if ((await verifySnapshot?.(place)) === true)
                this.verified.set(place.key, place);
        });
        return planSnapshots(survey, names, policy, new Set(this.verified.keys()));
    }
    /** One snapshot, whatever the rules. It may have been marked already, by a run that then broke off. */
    planRemoval(survey, { id, reason }) {
        const { series } = this.options;
        const place = survey.places.find((each) => each.id === id && (series === undefined || each.series === series));
        if (place === undefined)
            throw noSnapshot(`There is no snapshot ${id}${series === undefined ? '' : ` in ${series}`}.`);
        const candidates = liveOf(survey, place.series).map((each) => candidateOf(survey, each, new Set()));
        const own = candidates.find((each) => each.id === id);
        const good = candidates.filter(({ flaw }) => flaw === undefined).toSorted((a, b) => +b.time - +a.time);
        if (survey.marks.get(place.series)?.facts.get(id)?.hold !== undefined)
            throw removalRefused(`Snapshot ${id} is held.`, 'Release it first: mode mark, mark: release.');
        if (own !== undefined && own === good[0])
            throw removalRefused(`Snapshot ${id} is the newest verified one of its series.`, 'Make a new backup without what must go, verify it, then remove this one.');
        return [{ series: place.series, snapshots: [{ place, verdict: 'remove', reasons: [reason] }] }];
    }
    /** All packs and parts of the vault, a page at a time: what no root needs, and what is missing of what one needs. */
    async sweep(survey, going) {
        const { learned, places, t0 } = survey;
        const { task, signal } = this.options;
        const size = this.numbers.size;
        const factsOf = (those) => those.map(({ key }) => learned.facts.get(key));
        const staying = places.filter(({ key, deletedAt }) => deletedAt === undefined && !going.has(key));
        const live = namedBy(factsOf(staying), size);
        // What any root names, also one that goes now or went less than G ago.
        const named = namedBy(learned.facts.values(), size);
        const ofRemoved = namedBy(factsOf(places.filter(({ key }) => going.has(key))), size);
        const youngest = t0.getTime() - limits/* LIMITS */.b.graceSeconds * 1000;
        const isGarbage = (number, lastModified) => 'policy' in task
            ? named[number] !== 1 && lastModified.getTime() < youngest
            : ofRemoved[number] === 1 && live[number] !== 1;
        const isStopped = unreadableRoots(survey).length > 0;
        const present = new Uint8Array(size);
        const objects = [];
        const later = { count: 0, sizeBytes: 0 };
        for (const kind of ['packs', 'parts']) {
            for await (const page of this.store.list(`v1/${kind}/`, { signal })) {
                for (const { key, sizeBytes, lastModified } of page.objects) {
                    const number = this.numbers.known(key) ?? size;
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
        const due = places.filter((place) => place.deletedAt === undefined &&
            ('policy' in task || !going.has(place.key)) &&
            !isMarked(survey, place, 'quarantine'));
        const good = namedBy(factsOf(due), size);
        const missing = Array.from(good.keys()).filter((number) => good[number] === 1 && present[number] !== 1);
        return { objects, later, due, missing };
    }
    /** Before the first delete marker: what is removed is recorded, so that nobody takes it for an attack. */
    async note({ learned }, state, roots) {
        const { store, options, numbers } = this;
        const { task, signal } = options;
        await (0,lib_async/* mapBounded */.y)([...this.verified.values()], PUTS_IN_FLIGHT, (place) => (0,snapshot_marks/* writeMark */.Lx)(store, place, 'verified', this.clock(), { level: 'metadata' }, signal));
        // Those with several S3 versions are read each time, and are no news for that.
        if (roots.length === 0 && [...learned.facts.keys()].every((key) => state.roots.has(key)))
            return;
        // Read again, since another prune may have noted its own meanwhile.
        const removed = [...(await (0,prune_state/* removedByPrune */.Q6)(store, signal)).values()];
        const at = this.clock();
        const now = roots.map(({ series, id }) => ({
            series,
            id,
            at: at.toISOString(),
            ...('reason' in task && { reason: task.reason }),
        }));
        const renewed = new Set(now.map(({ series, id }) => (0,keys/* rootKey */.eO)(series, id)));
        const others = removed.filter(({ series, id }) => {
            const key = (0,keys/* rootKey */.eO)(series, id);
            return this.rootKeys.has(key) && !renewed.has(key);
        });
        await (0,prune_state/* writePruneState */.zN)(store, at, { roots: learned.facts, removed: [...others, ...now] }, numbers, signal);
    }
    /** @returns whether it took so long that not all was marked: what was seen is true for the time of one backup only */
    async mark(t0, roots, objects) {
        const { emit, signal } = this.options;
        const until = t0.getTime() + limits/* LIMITS */.b.backupMaxSeconds * 1000;
        let isLate = false;
        const markOne = async ({ key }) => {
            isLate ||= this.clock().getTime() > until;
            if (!isLate)
                await this.store.markDeleted(key, { signal });
        };
        emit({
            type: 'phase',
            name: `Mark what goes: snapshots (${String(roots.length)}), packs and parts (${String(objects.length)})`,
        });
        await (0,lib_async/* mapBounded */.y)(roots, DELETES_IN_FLIGHT, markOne);
        await (0,lib_async/* mapBounded */.y)(objects, DELETES_IN_FLIGHT, markOne);
        return isLate;
    }
    /**
     * Looks at the roots again, and puts back what is needed now: by a root that came since, by one that a run marked
     * wrongly before it broke off, and snapshots that were held meanwhile.
     */
    async undo(survey, { roots, objects }, missing) {
        const { signal, emit } = this.options;
        if (roots.length + objects.length + missing.size === 0)
            return { putBack: [], lost: [] };
        emit({ type: 'phase', name: 'Look at the snapshots again' });
        const held = await this.putBackHeld(roots);
        const places = await (0,prune_roots/* listRootPlaces */.jp)(this.store, undefined, signal);
        const live = places.filter((place) => place.deletedAt === undefined && !isMarked(survey, place, 'quarantine'));
        const { facts } = await (0,prune_roots/* learnRoots */.ed)(this.store, live, this.facts, this.numbers, signal);
        const needed = namedBy(facts.values(), this.numbers.size);
        const marked = objects.flatMap(({ key }) => this.numbers.known(key) ?? []);
        const wanted = new Set([...missing, ...marked].filter((number) => needed[number] === 1));
        const putBackKeys = await this.putBackObjects(wanted);
        return { putBack: [...held, ...putBackKeys], lost: Array.from(wanted, (number) => this.numbers.key(number)) };
    }
    /** @param wanted loses what is there again */
    async putBackObjects(wanted) {
        const found = [];
        await (0,lib_async/* mapBounded */.y)([...wanted], PUTS_IN_FLIGHT, async (number) => {
            const key = this.numbers.key(number);
            const { isThere, wasChanged } = await (0,undelete/* putBackObject */.om)(this.store, { key }, this.options.signal);
            if (wasChanged)
                found.push(key);
            if (isThere)
                wanted.delete(number);
        });
        return found;
    }
    /** @returns keys of those that are there again */
    async bringBack(held) {
        const { store, emit, signal } = this.options;
        const found = [];
        for (const [series, places] of Map.groupBy(held, (place) => place.series)) {
            const ids = places.map(({ id }) => id);
            const { broughtBack } = await (0,undelete/* undelete */.nt)({ store, series, ids, apply: true, emit, signal });
            found.push(...broughtBack.map((id) => (0,keys/* rootKey */.eO)(series, id)));
        }
        return found;
    }
    /** Roots among those marked that somebody set a hold on while this prune was at work. @returns their keys */
    async putBackHeld(roots) {
        const { signal } = this.options;
        const found = [];
        for (const [series, places] of Map.groupBy(roots, (place) => place.series)) {
            const { facts, set } = await this.marksOf(series);
            for (const place of places) {
                if (facts.get(place.id)?.hold === undefined)
                    continue;
                await (0,undelete/* putBackRoot */.VK)(this.store, place, set.has(`readmitted ${place.id}`), signal);
                found.push(place.key);
            }
        }
        return found;
    }
}
/**
 * Snapshots that are held, and that an earlier run took out while the hold came, and then broke off. One that was taken out
 * by its id is not brought back.
 */
function heldButGone({ gone, marks }, { removed }) {
    const byId = new Set(removed.filter(({ reason }) => reason !== undefined).map(({ series, id }) => (0,keys/* rootKey */.eO)(series, id)));
    return gone.filter(({ series, id, key }) => marks.get(series)?.facts.get(id)?.hold !== undefined && !byId.has(key));
}
const TOO_LATE = 'It took longer than a backup may, and stopped marking: run it again.';
function refusalOfShare(series, maxShare) {
    const share = shareOf(series);
    if (share <= maxShare)
        return [];
    const percent = (value) => `${String(Math.round(value * 1000) / 10)} %`;
    return [`The plan takes out ${percent(share)} of the snapshots, and max-delete-share is ${percent(maxShare)}.`];
}
function refusalsOfSeries(series) {
    return series.flatMap(({ series: name, snapshots }) => {
        const refused = snapshots.filter(({ verdict }) => verdict === 'refused');
        return refused.length === 0 ? [] : [`Series ${name} is left alone: ${String(refused[0]?.reasons.at(-1))}.`];
    });
}
function refusalsOfUnreadable(survey) {
    return unreadableRoots(survey).map(({ key }) => `No pack is marked: ${key} cannot be read (${String(survey.learned.unreadable.get(key)?.message)})`);
}
function noSnapshot(message) {
    const fix = 'See mode list; without a name it shows the series of the vault.';
    return new errors/* HoldfastError */.Et({ code: 'no-snapshot', message: `Nothing to prune. ${message}`, fix });
}
function removalRefused(message, fix) {
    return new errors/* HoldfastError */.Et({ code: 'remove-refused', message, why: 'Nothing was changed.', fix });
}

// EXTERNAL MODULE: ./lib/snapshot/verify-objects.js
var verify_objects = __webpack_require__(64502);
// EXTERNAL MODULE: ./lib/snapshot/verify.js
var verify = __webpack_require__(94799);
// EXTERNAL MODULE: ./lib/inputs/kinds.js
var kinds = __webpack_require__(11850);
;// CONCATENATED MODULE: ./lib/commands/prune-policy.js



/**
 * What prune is to do, by its inputs: thin out by rules, or take out one snapshot.
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
            problems.push('reason: it goes with remove only.');
    }
    else {
        if (hasRules)
            problems.push('remove: it takes out one snapshot whatever the rules say. Accepted: without keep-*.');
        if (reason === undefined)
            problems.push('reason: missing. Accepted: why this snapshot has to go.');
        if (allSeries)
            problems.push('remove: all-series is set, and one snapshot is of one series. Accepted: one of the two.');
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
                wrong.push(`${JSON.stringify(term)} is no label`);
            continue;
        }
        const field = name === 'within' ? 'withinSeconds' : COUNTS.find((known) => known === name);
        const number = field === undefined ? undefined : numberOf(name, value);
        if (field === undefined)
            wrong.push(`${JSON.stringify(term)} is no rule`);
        else if (number === undefined)
            wrong.push(`${JSON.stringify(term)} has no value that fits`);
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
        return [`keep-rules: the line for ${pattern} never counts, since the one for ${above.pattern} stands above it.`];
    });
    const all = bySeries.some(({ pattern }) => fits(pattern, '*'));
    if (all && others !== undefined)
        hidden.push('keep-*: they never count, since a line of keep-rules fits every series.');
    return hidden;
}
function badPolicy(problems) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `The policy is wrong, and nothing was done:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    });
}

;// CONCATENATED MODULE: ./lib/commands/purge.js

const LISTS_IN_FLIGHT = 16;
/**
 * Commands by which the owner of the bucket deletes for good what was taken out: every S3 version with bytes of the root and
 * of the objects that it alone needed. Holdfast has neither the verb nor the right.
 */
async function purgeCommands({ store }, { bucket, prefix }, { series, objects, putBack }, signal) {
    const roots = series.flatMap(({ snapshots }) => snapshots.map(({ place }) => place.key));
    const keys = [...roots, ...objects.map(({ key }) => key)].filter((key) => !putBack.includes(key));
    const lines = await (0,lib_async/* mapBounded */.y)(keys, LISTS_IN_FLIGHT, async (key) => {
        const found = [];
        for await (const page of store.listVersions(key, { signal })) {
            for (const version of page) {
                if (version.key !== key || version.isDeleteMarker)
                    continue;
                const fullKey = prefix === '' ? key : `${prefix}/${key}`;
                found.push(`aws s3api delete-object --bucket ${bucket} --key ${shellWord(fullKey)} --version-id=${shellWord(version.versionId)}`);
            }
        }
        return found;
    });
    return lines.flat();
}
/** One word for a shell, whatever is in it. */
function shellWord(text) {
    return /^[A-Za-z0-9._/@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

// EXTERNAL MODULE: ./lib/commands/reading.js
var reading = __webpack_require__(82306);
// EXTERNAL MODULE: ./lib/commands/strangers.js
var strangers = __webpack_require__(96001);
// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var commands_vault = __webpack_require__(16807);
// EXTERNAL MODULE: ./lib/commands/words.js
var words = __webpack_require__(17979);
;// CONCATENATED MODULE: ./lib/commands/prune.js












/** Thins out old snapshots by rules, or takes out one. Without `apply` it shows what it would do. */
async function prune_prune(inputs, deps) {
    const task = pruneTask(inputs);
    const vault = await (0,commands_vault/* openVault */.Z1)(inputs, deps);
    (0,strangers/* refuseStrangers */.C)(vault.workflow);
    const { store } = vault;
    const { emit, signal } = deps;
    const posture = await (0,aws_posture/* readPosture */.T_)(vault.connection, signal);
    const prover = new verify_objects/* ObjectProver */.q(store, signal);
    const outcome = await prune({
        store,
        series: inputs.allSeries ? undefined : (0,commands_vault/* plannedSeries */.cn)(vault).series,
        task,
        apply: inputs.apply,
        bucketRefusals: bucketRefusals(posture, inputs.prefix),
        verifySnapshot: async (snapshot) => (await (0,verify/* verifySnapshot */.Mx)({ store, snapshot, level: 'metadata', prover, emit, signal })).findings.length === 0,
        emit,
        signal,
    });
    const purge = 'id' in task && outcome.applied ? await purgeCommands(vault, inputs, outcome, signal) : [];
    return resultOf({ inputs, deps, vault, task, outcome, days: daysOf(posture, inputs.prefix), purge });
}
/**
 * What must be so before anything is marked: S3 versions are kept, and long enough (docs/safety.md). Where the provider does
 * not say whether it keeps versions, a delete might be one for good.
 */
function bucketRefusals(posture, prefix) {
    const mustBeKnown = posture.versioning.state === 'unknown' ? ['versioning'] : [];
    return (0,bucket_checks/* judgePosture */.AJ)(posture, { prefix, encryptionRequested: true, encryptionSeen: true })
        .filter(({ check, severity }) => severity === 'refuse' ? ['versioning', 'lifecycle'].includes(check) : mustBeKnown.includes(check))
        .map(({ message, why = '', fix = '' }) => [message, why, fix].filter((text) => text !== '').join(' '));
}
/** After how many days S3 deletes for good what was marked. */
function daysOf({ lifecycle }, prefix) {
    if (lifecycle.state !== 'ok')
        return 'not known';
    return (0,bucket_checks/* noncurrentDays */.C5)((0,bucket_checks/* rulesOn */.Tv)(lifecycle.value, prefix)) ?? 'never';
}
function resultOf(shown) {
    const { inputs, deps, vault, outcome, days, purge } = shown;
    const { refusals, lost, roots, objects, putBack, applied } = outcome;
    for (const message of refusals)
        deps.emit({ type: 'warning', class: 'prune-refused', message });
    for (const key of lost)
        deps.emit({
            type: 'warning',
            class: 'object-lost',
            message: `${key}, which a snapshot needs, is gone: no S3 version has the recorded bytes.`,
            fix: 'Run verify to see which snapshots are concerned, and repair for what is left of them.',
        });
    return {
        status: refusals.length === 0 && lost.length === 0 ? 'complete' : 'failed',
        outputs: { changes: roots.length + objects.length + putBack.length, applied },
        tables: [
            snapshotTable(shown),
            totalsTable(outcome, days),
            ...(purge.length === 0 ? [] : [purgeTable(purge, deps)]),
        ],
        summary: {
            title: `Prune of ${inputs.allSeries ? `all series in ${inputs.bucket}` : (0,commands_vault/* plannedSeries */.cn)(vault).series}`,
            text: textOf(shown),
        },
        json: jsonOf(outcome, days, purge),
    };
}
function textOf({ outcome, task, inputs }) {
    const { roots, objects, applied, isStopped, refusals } = outcome;
    const what = `${(0,words/* counted */.h)(roots.length, 'snapshot')} and ${(0,words/* counted */.h)(objects.length, 'pack or part', 'packs and parts')}`;
    if (applied)
        return 'id' in task
            ? `Taken out: ${what}. A backup that was running meanwhile may lack them: verify its snapshot. S3 keeps the bytes until its versions expire, or are purged by the commands below.`
            : `Marked as deleted: ${what}. Mode undelete brings snapshots back while S3 keeps their versions.`;
    if (inputs.apply)
        return `Nothing was changed. ${refusals.join(' ')}`;
    if (isStopped)
        return `A plan, and nothing was changed: \`apply: true\` would be refused, as the warnings say. Else ${what} would be marked as deleted.`;
    return `A plan, and nothing was changed: ${what} would be marked as deleted with \`apply: true\`.`;
}
function snapshotTable({ outcome, inputs, deps }) {
    const all = outcome.series.flatMap(({ series, snapshots }) => snapshots.map((each) => ({ series, ...each })));
    const { rows, note } = (0,reading/* shownRows */.$6)(all, deps);
    return {
        title: `${outcome.applied ? 'What was kept and removed' : 'What would be kept and removed'}${note}`,
        columns: {
            ...(inputs.allSeries && { series: 'text' }),
            time: 'time',
            id: 'text',
            verdict: 'text',
            reasons: 'text',
        },
        rows: rows.map(({ series, place, verdict, reasons }) => [
            ...(inputs.allSeries ? [series] : []),
            place.utc,
            place.id,
            verdict,
            reasons.join('; '),
        ]),
    };
}
const GRACE_DAYS = limits/* LIMITS */.b.graceSeconds / (24 * 3600);
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
    const { rows, note } = (0,reading/* shownRows */.$6)(purge, deps);
    return {
        title: `To purge it for good, with the rights of the bucket's owner${note}`,
        columns: { command: 'command' },
        rows: rows.map((line) => [line]),
    };
}
function jsonOf(outcome, days, purge) {
    const { t0, series, refusals, roots, objects, later, putBack, lost, applied, readCount } = outcome;
    return {
        time: t0.toISOString(),
        applied,
        snapshots: series.flatMap(({ series: name, snapshots }) => snapshots.map(({ place, verdict, reasons }) => ({
            series: name,
            id: place.id,
            time: place.utc.toISOString(),
            verdict,
            reasons,
        }))),
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

/***/ 98324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ed: () => (/* binding */ learnRoots),
/* harmony export */   jp: () => (/* binding */ listRootPlaces),
/* harmony export */   qV: () => (/* binding */ listRoots),
/* harmony export */   yI: () => (/* binding */ readPlace)
/* harmony export */ });
/* harmony import */ var _async_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25923);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61650);
/* harmony import */ var _prune_state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73788);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1834);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5825);







/** Root keys with their S3 versions, in key order; one request a thousand S3 versions. Keys without bytes are left out. */
async function listRootPlaces(store, prefix = 'v1/roots/', signal) {
    return (await listRoots(store, prefix, signal)).places;
}
/** The same, and the keys of which anything is left, a delete marker alone included. */
async function listRoots(store, prefix = 'v1/roots/', signal) {
    const versions = [];
    for await (const page of store.listVersions(prefix, signal && { signal }))
        versions.push(...page);
    const byKey = Map.groupBy(versions, ({ key }) => key);
    return { places: [...byKey].flatMap(([key, ofKey]) => placeOf(key, ofKey) ?? []), keys: new Set(byKey.keys()) };
}
function placeOf(key, versions) {
    const parsed = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRootKey */ .tv)(key);
    // S3's listing has those with bytes and the markers apart, each newest first.
    const withBytes = versions.filter(({ isDeleteMarker }) => !isDeleteMarker).toSorted(newestFirst);
    const [newest] = withBytes;
    const newestInfo = newest === undefined ? undefined : infoOf(newest);
    if (parsed === undefined || newest === undefined || newestInfo === undefined)
        return undefined;
    const isDeleted = versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker);
    const markers = versions.filter((each) => each.isDeleteMarker && each.lastModified >= newest.lastModified);
    return {
        key,
        ...parsed,
        utc: newestInfo.utc,
        sizeBytes: newest.sizeBytes,
        lastModified: newest.lastModified,
        versions: withBytes.map(({ versionId, sizeBytes }) => ({ versionId, sizeBytes })),
        deletedAt: isDeleted ? markers.map(({ lastModified }) => lastModified).toSorted((a, b) => +a - +b)[0] : undefined,
        timeTrusted: withBytes.some((version) => infoOf(version)?.timeTrusted === true),
        newestTrusted: newestInfo.timeTrusted,
    };
}
function newestFirst(a, b) {
    return Number(b.isLatest) - Number(a.isLatest) || b.lastModified.getTime() - a.lastModified.getTime();
}
function infoOf(version) {
    return (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_5__/* .snapshotInfo */ .bX)({ ...version, etag: '', storageClass: undefined });
}
/**
 * The root whose hash is in its key, whole and checked; of a live one the current S3 version, of a deleted one the newest
 * that is right.
 * @throws corrupt-root, newer-format, object-not-found
 */
async function readPlace(store, place, signal) {
    const { key, versions, deletedAt } = place;
    const tried = deletedAt === undefined ? versions.slice(0, 1) : versions;
    let failure;
    for (const { versionId, sizeBytes } of tried) {
        try {
            if (sizeBytes > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.rootMaxBytes)
                throw tooLarge(place.id, sizeBytes);
            const { body } = await store.get(key, { versionId, ...(signal && { signal }) });
            return (0,_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeRoot */ .HK)(place, body);
        }
        catch (error) {
            if (!isUnreadable(error))
                throw error;
            failure ??= error;
        }
    }
    throw failure;
}
function tooLarge(id, sizeBytes) {
    const message = `Snapshot ${id} is damaged: its root has ${String(sizeBytes)} bytes, more than any may have.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-root', message });
}
function isUnreadable(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && UNREADABLE.includes(error.code);
}
const UNREADABLE = ['corrupt-root', 'corrupt-frame', 'newer-format', 'object-not-found', 'object-truncated'];
/** Roots in memory at once: most have some 100 KiB, none more than LIMITS.rootMaxBytes. */
const READS_IN_FLIGHT = 16;
const LARGE_BYTES = 2 * 1024 * 1024;
/**
 * What prune has to know of each root: what was noted of it before, else by reading it. A key that more than one S3 version
 * with bytes has is read in any case, since its current bytes may be others.
 */
async function learnRoots(store, places, known, numbers, signal) {
    const facts = new Map();
    const unreadable = new Map();
    const unknown = [];
    for (const place of places) {
        const noted = place.versions.length === 1 ? known.get(place.key) : undefined;
        if (noted === undefined)
            unknown.push(place);
        else
            facts.set(place.key, noted);
    }
    const learn = async (place) => {
        try {
            facts.set(place.key, factsOf(await readPlace(store, place, signal), numbers));
        }
        catch (error) {
            if (!isUnreadable(error))
                throw error;
            unreadable.set(place.key, error);
        }
    };
    const isLarge = ({ sizeBytes }) => sizeBytes > LARGE_BYTES;
    await (0,_async_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(unknown.filter((place) => !isLarge(place)), READS_IN_FLIGHT, learn);
    await (0,_async_js__WEBPACK_IMPORTED_MODULE_6__/* .mapBounded */ .y)(unknown.filter(isLarge), 1, learn);
    return { facts, unreadable, readCount: unknown.length };
}
function factsOf({ header, objects }, numbers) {
    const { status, anomaly, labels } = header;
    return {
        complete: status === 'complete',
        anomaly: anomaly !== undefined,
        labels,
        objects: Uint32Array.from(objects, ({ key }) => numbers.of(key)),
    };
}


/***/ }),

/***/ 6517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LM: () => (/* binding */ stateChanges),
/* harmony export */   c4: () => (/* binding */ STATE),
/* harmony export */   l5: () => (/* binding */ stateRows)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58624);

/** The state: what the next run of a source needs of this one, and the refs of a repository. `alive` 0 is a tombstone. */
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


/***/ }),

/***/ 49770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VK: () => (/* binding */ putBackRoot),
/* harmony export */   nt: () => (/* binding */ undelete),
/* harmony export */   om: () => (/* binding */ putBackObject)
/* harmony export */ });
/* harmony import */ var _async_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(25923);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18628);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61650);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54710);
/* harmony import */ var _prune_roots_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98324);
/* harmony import */ var _prune_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73788);
/* harmony import */ var _put_back_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88293);








const PUTS_IN_FLIGHT = 4;
const ID_START_CHARS = 6;
/**
 * Brings pruned snapshots back while their S3 versions exist: packs and parts first, the root last. May be killed at any
 * point, and done again. No S3 version is deleted.
 * @throws no-snapshot, ambiguous-selector
 */
async function undelete(options) {
    const { store, series, ids, apply, emit, signal } = options;
    emit({ type: 'phase', name: 'Look for snapshots under a delete marker' });
    const places = await (0,_prune_roots_js__WEBPACK_IMPORTED_MODULE_4__/* .listRootPlaces */ .jp)(store, (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .rootsPrefix */ .qR)(series), signal);
    const chosen = ids.length === 0 ? places.filter(({ deletedAt }) => deletedAt !== undefined) : resolve(series, ids, places);
    const snapshots = chosen.length === 0 ? [] : await lookAt(options, chosen);
    if (!apply || ids.length === 0)
        return { snapshots, broughtBack: [], lost: [] };
    const readmitted = new Set((await (0,_marks_js__WEBPACK_IMPORTED_MODULE_3__/* .listMarks */ .rD)(store, series, { signal })).flatMap(({ kind, id }) => (kind === 'readmitted' ? [id] : [])));
    const broughtBack = [];
    const lost = [];
    // The oldest first, as they were written.
    for (const each of snapshots.toReversed()) {
        if (each.root === undefined || each.lost.length > 0)
            continue;
        emit({ type: 'phase', name: `Bring back snapshot ${each.place.id}` });
        const missed = await bringBack(store, { ...each, root: each.root }, readmitted, signal);
        if (missed.length === 0)
            broughtBack.push(each.place.id);
        lost.push(...missed);
    }
    return { snapshots, broughtBack, lost };
}
/** Each id or start of one (of either half) to the one snapshot that it fits, newest first. */
function resolve(series, ids, places) {
    const wrong = (code, message, fix) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code, message, fix, exitCode: code === 'no-snapshot' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.failed : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput });
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
    const roots = await (0,_async_js__WEBPACK_IMPORTED_MODULE_7__/* .mapBounded */ .y)(places, PUTS_IN_FLIGHT, (place) => readOrNothing(store, place, signal));
    const seriesNames = new Set(roots.flatMap((root) => (root === undefined ? [] : [root.header.series, ...root.header.bases])));
    const versions = await versionsOf(store, [...seriesNames], signal);
    const removals = await (0,_prune_state_js__WEBPACK_IMPORTED_MODULE_5__/* .removedByPrune */ .Q6)(store, signal);
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
        return await (0,_prune_roots_js__WEBPACK_IMPORTED_MODULE_4__/* .readPlace */ .yI)(store, place, signal);
    }
    catch (error) {
        if ((0,_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoss */ .Q)(error) || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-root'))
            return undefined;
        throw error;
    }
}
/** One request a thousand S3 versions. */
async function versionsOf(store, seriesNames, signal) {
    const found = new Map();
    const kinds = ['packs', 'parts'];
    for (const prefix of seriesNames.flatMap((series) => kinds.map((kind) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .blobsPrefix */ .j2)(kind, series)))) {
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
async function bringBack(store, { place, root, toPutBack }, readmitted, signal) {
    const missed = await putBackObjects(store, toPutBack, signal);
    if (missed.length > 0)
        return missed;
    const isCurrent = place.deletedAt === undefined && place.newestTrusted;
    if (!isCurrent)
        await putBackRoot(store, place, readmitted.has(place.id), signal);
    const versions = await versionsOf(store, [root.header.series, ...root.header.bases], signal);
    const marked = root.objects.filter((object) => stateOf(object, versions.get(object.key)) === 'covered');
    return putBackObjects(store, marked, signal);
}
async function putBackObjects(store, objects, signal) {
    const lost = [];
    await (0,_async_js__WEBPACK_IMPORTED_MODULE_7__/* .mapBounded */ .y)(objects, PUTS_IN_FLIGHT, async (object) => {
        if (!(await putBackObject(store, object, signal)).isThere)
            lost.push(object.key);
    });
    return lost;
}
/** Makes a pack or part current again, if one of its S3 versions has the hash in its key. */
async function putBackObject(store, object, signal) {
    try {
        const outcome = await (0,_put_back_js__WEBPACK_IMPORTED_MODULE_6__/* .putBack */ .pK)(store, object, { signal });
        return { isThere: true, wasChanged: outcome === 'put-back' };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et) || error.code !== 'object-lost')
            throw error;
        return { isThere: false, wasChanged: false };
    }
}
/**
 * Makes a root current again. S3's time of it is then a later one, so that a `readmitted` mark has to vouch for its own;
 * not for a root whose time could not be trusted before either.
 */
async function putBackRoot(store, place, isReadmitted, signal) {
    const { key, id, utc, timeTrusted } = place;
    const now = store.serverDate();
    if (now === undefined)
        throw new Error('no answer came yet');
    if (timeTrusted && !isReadmitted) {
        const body = { hash: id.slice(id.indexOf('-') + 1), time: (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUtc */ .ay)(utc) };
        await (0,_marks_js__WEBPACK_IMPORTED_MODULE_3__/* .writeMark */ .Lx)(store, place, 'readmitted', now, body, signal);
    }
    await (0,_put_back_js__WEBPACK_IMPORTED_MODULE_6__/* .putBack */ .pK)(store, { key }, { signal });
}


/***/ })

};
