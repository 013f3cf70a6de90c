export const id = 858;
export const ids = [858];
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

/***/ 858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ probeConditionalWrites),
/* harmony export */   B8: () => (/* binding */ PROBE_KEY),
/* harmony export */   Eb: () => (/* binding */ plainPutIsRefused),
/* harmony export */   L$: () => (/* binding */ checkBucket)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(53711);
/* harmony import */ var _aws_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75809);
/* harmony import */ var _aws_posture_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63305);
/* harmony import */ var _aws_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8083);
/* harmony import */ var _aws_s3_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47159);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);






/** The only key that a probe ever writes, always with the same bytes. */
const PROBE_KEY = 'v1/probe';
const PROBE_BYTES = Buffer.from('holdfast probe: this object proves that the server honours If-None-Match\n');
/**
 * Proves, before anything is written, that the bucket is fit for a vault: six calls for its configuration and one PUT,
 * all at once. Throws `bucket-unsafe` in mode `enforce`. A HEAD more is made where the bucket names no encryption.
 */
async function checkBucket(connection, store, options) {
    const { mode, signal } = options;
    if (mode === 'off')
        return [];
    const { prefix, encryption } = connection.settings;
    const encryptionRequested = encryption !== undefined && encryption.mode !== 'bucket-default';
    const [posture, probed] = await (0,_aws_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .allOrStop */ .PR)(signal, (shared) => Promise.all([(0,_aws_posture_js__WEBPACK_IMPORTED_MODULE_1__/* .readPosture */ .T_)(connection, shared), probeConditionalWrites(store, shared)]));
    const isProved = encryptionRequested || (posture.encryption.state === 'ok' && posture.encryption.value !== undefined);
    const encryptionSeen = !isProved && (await isEncrypted(store, signal));
    const findings = [...(0,_aws_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .judgePosture */ .AJ)(posture, { prefix, encryptionRequested, encryptionSeen }), probed];
    (0,_aws_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .applyBucketChecks */ .Yn)(findings, mode, connection.emit);
    return findings;
}
/**
 * Whether a PUT with `If-None-Match: *` is refused where an object lies. One request on a vault that was probed before
 * (412 is the proof), two on a new one.
 */
async function probeConditionalWrites(store, signal) {
    const check = 'conditional-writes';
    const options = signal === undefined ? {} : { signal };
    try {
        const first = await store.putNew(PROBE_KEY, PROBE_BYTES, options);
        const second = first.created ? await store.putNew(PROBE_KEY, PROBE_BYTES, options) : first;
        if (!second.created)
            return { check, severity: 'ok', message: 'The server refuses to overwrite (If-None-Match).' };
        return {
            check,
            ...NO_CONDITIONAL_WRITES,
            why: 'It accepted a PUT with If-None-Match: * over an object that exists.',
        };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .HoldfastError */ .Et) || error.code !== 'not-implemented')
            throw error;
        return { check, ...NO_CONDITIONAL_WRITES, why: error.why ?? error.message };
    }
}
/**
 * Whether a PUT without `If-None-Match` is refused, as a policy of the bucket may ask. Where it is not, the probe gets one
 * more S3 version, with the same bytes.
 */
async function plainPutIsRefused(connection, signal) {
    const { client, settings, emit } = connection;
    const { bucket: Bucket, prefix, expectedBucketOwner: ExpectedBucketOwner } = settings;
    const Key = prefix === '' ? PROBE_KEY : `${prefix}/${PROBE_KEY}`;
    const command = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_5__/* .PutObjectCommand */ .wKZ({ Bucket, Key, ExpectedBucketOwner, Body: PROBE_BYTES });
    try {
        await (0,_aws_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .LH)(() => client.send(command, signal && { abortSignal: signal }), {
            policy: settings.retry ?? _aws_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .DEFAULT_RETRY */ .vI,
            what: 'PutObject',
            emit,
            signal,
        });
        return false;
    }
    catch (error) {
        signal?.throwIfAborted();
        const explained = (0,_aws_s3_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .explainS3Error */ .y6)(error, { ...settings, operation: 'PutObject', key: Key });
        if (explained instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .HoldfastError */ .Et && explained.code === 'access-denied')
            return true;
        throw explained;
    }
}
const NO_CONDITIONAL_WRITES = {
    severity: 'refuse',
    message: 'The server does not support conditional writes (no-conditional-writes).',
    fix: 'Use a server that honours If-None-Match on PutObject: AWS S3, or a current version of Ceph RGW, MinIO and others.',
};
async function isEncrypted(store, signal) {
    const head = await store.head(PROBE_KEY, signal === undefined ? {} : { signal });
    return head?.serverSideEncryption !== undefined;
}


/***/ })

};
