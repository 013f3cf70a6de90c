export const id = 466;
export const ids = [466];
export const modules = {

/***/ 43267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ judgePosture),
/* harmony export */   C5: () => (/* binding */ noncurrentDays),
/* harmony export */   Tv: () => (/* binding */ rulesOn),
/* harmony export */   UJ: () => (/* binding */ judgeLifecycle),
/* harmony export */   Yn: () => (/* binding */ applyBucketChecks)
/* harmony export */ });
/* harmony import */ var _base_command_line_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57483);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _base_storage_classes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12053);
/* harmony import */ var _policies_session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29040);





const NONCURRENT_MIN_DAYS = _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.noncurrentMinSeconds / (24 * 3600);
/** Which settings of a bucket endanger a vault in it. Pure; at least one finding per check. */
function judgePosture(posture, vault) {
    return [
        judgeVersions(posture.versioning, vault),
        judgeEncryption(posture.encryption, vault),
        judge('public-policy', posture.policyIsPublic, judgePolicy),
        judge('public-acl', posture.publicGrants, judgeGrants),
        judge('public-access-block', posture.publicAccessBlock, judgeBlock),
        ...judgeLifecycle(posture.lifecycle, vault.prefix),
    ];
}
/**
 * Judges one reading. A call that the provider does not support is a warning. One that the credentials may not make is
 * a refusal, since the proof would be possible but is missing.
 */
function judge(check, reading, verdictOn) {
    return { check, ...(reading.state === 'ok' ? verdictOn(reading.value) : unproved(check, reading)) };
}
function unproved(check, reading) {
    const message = `The bucket's ${check.replaceAll('-', ' ')} could not be checked.`;
    return reading.state === 'denied'
        ? {
            // A missing block is only a warning itself; whether the bucket is public is checked separately.
            severity: check === 'public-access-block' ? 'warn' : 'refuse',
            message,
            why: `The credentials lack ${reading.permission}.`,
            fix: `Allow ${reading.permission} on the bucket.`,
        }
        : { severity: 'warn', message, why: notServed(reading.reason), lasting: true };
}
/**
 * If the versions of an object were tested, they decide. If neither they nor the call tell, the bucket counts as having
 * none.
 */
function judgeVersions(reading, { versions, page }) {
    const check = 'versioning';
    if (reading.state === 'ok' && (reading.value !== 'Enabled' || versions?.isProved !== false))
        return judge(check, reading, judgeVersioning);
    if (versions?.isProved === true)
        return { check, severity: 'ok', message: versions.why };
    if (reading.state === 'denied') {
        const found = judge(check, reading, judgeVersioning);
        return { ...found, why: [found.why, versions?.why].filter((text) => text !== undefined).join(' ') };
    }
    const said = reading.state === 'ok' ? 'The bucket says that its versioning is enabled.' : notServed(reading.reason);
    return {
        check,
        severity: 'refuse',
        message: 'It is not proved that the bucket keeps S3 versions.',
        why: `${said} ${versions?.why ?? 'It was not tested on an object.'} Without versions, whoever may write or delete can destroy backups for good.`,
        fix: `Use a bucket that keeps S3 versions, with versioning enabled${see(page)}.`,
    };
}
function notServed(reason) {
    return `The provider does not support this call. ${reason}`;
}
function see(page) {
    return page === undefined ? '' : `: ${page}`;
}
function judgeVersioning(status) {
    if (status === 'Enabled')
        return { severity: 'ok', message: 'Versioning is enabled.' };
    return {
        severity: 'refuse',
        message: status === 'Suspended' ? 'Versioning of the bucket is suspended.' : 'The bucket has no versioning.',
        why: 'Without it, whoever may write or delete can destroy backups for good.',
        fix: 'Enable versioning of the bucket: aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled',
        setupMends: true,
    };
}
function judgeEncryption(reading, vault) {
    const check = 'encryption';
    const { encryption, encryptionRequested, page } = vault;
    if (encryption?.isProved === true)
        return { check, severity: 'ok', message: encryption.why };
    if (encryptionRequested && encryption === undefined)
        return { check, severity: 'ok', message: 'Every upload asks for encryption.' };
    const isClaimed = reading.state === 'ok' && reading.value !== undefined;
    if (encryption !== undefined && (encryptionRequested || isClaimed))
        return {
            check,
            severity: 'refuse',
            message: encryptionRequested
                ? 'Encryption was requested but is not proved.'
                : `The bucket says that it encrypts with ${String(isClaimed && reading.value)}, but it does not.`,
            why: encryption.why,
            fix: `Use a server that encrypts and says so in its answers${see(page)}.${encryptionRequested ? ' Or leave out the input encryption, if the storage is encrypted in another way.' : ''}`,
        };
    return judge(check, reading, (algorithm) => algorithm === undefined
        ? {
            severity: 'refuse',
            message: 'The bucket does not encrypt what is stored in it.',
            why: 'It has no default encryption, none is asked for, and a stored object is not encrypted.',
            fix: 'Set the default encryption of the bucket, or ask for it with the encryption input.',
            setupMends: true,
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
        setupMends: true,
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
        setupMends: true,
    };
}
/** Judges the rules that are enabled and overlap the vault. */
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
/** The smallest number of days after which any of the rules removes noncurrent S3 versions; undefined: none does. */
function noncurrentDays(rules) {
    const days = rules.flatMap((rule) => rule.NoncurrentVersionExpiration?.NoncurrentDays ?? []);
    return days.length === 0 ? undefined : Math.min(...days);
}
/**
 * Whether a rule can touch objects of the vault. They have no tags, so a rule that requires one cannot. A size filter
 * exempts them only if it requires more bytes than any of them has.
 */
function covers(rule, prefix) {
    const filter = rule.Filter;
    if (filter?.Tag !== undefined || (filter?.And?.Tags ?? []).length > 0)
        return false;
    if ((filter?.ObjectSizeGreaterThan ?? filter?.And?.ObjectSizeGreaterThan ?? 0) >= _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes)
        return false;
    // A prefix outside of the filter is the old form of the same.
    const rulePrefix = filter?.Prefix ?? filter?.And?.Prefix ?? rule.Prefix ?? '';
    const ours = (0,_policies_session_js__WEBPACK_IMPORTED_MODULE_2__/* .vaultPath */ .O)(prefix);
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
        findings.push(refuse(`${id} deletes current objects of the vault.`, 'New snapshots use old packs: the age of a pack says nothing.'));
    }
    const noncurrent = rule.NoncurrentVersionExpiration;
    if (noncurrent !== undefined && (noncurrent.NoncurrentDays ?? 0) < NONCURRENT_MIN_DAYS) {
        findings.push(refuse(`${id} removes noncurrent S3 versions after ${noncurrent.NoncurrentDays ?? 0} days.`, `Overwritten or deleted objects must be kept for at least ${NONCURRENT_MIN_DAYS} days, so that they can be recovered.`));
    }
    if (noncurrent?.NewerNoncurrentVersions !== undefined) {
        findings.push(refuse(`${id} keeps only ${noncurrent.NewerNoncurrentVersions} noncurrent S3 versions.`, 'Anybody who may write could remove the good version by overwriting it often enough.'));
    }
    const archives = (rule.Transitions ?? [])
        .map((move) => String(move.StorageClass))
        .filter((name) => _base_storage_classes_js__WEBPACK_IMPORTED_MODULE_3__/* .ARCHIVE_CLASSES */ .C.includes(name));
    if (archives.length > 0) {
        findings.push(refuse(`${id} moves current objects to ${archives.join(', ')}.`, 'Backup, restore and verify read packs immediately, which an archive class does not allow.'));
    }
    if ((rule.NoncurrentVersionTransitions ?? []).some((move) => _base_storage_classes_js__WEBPACK_IMPORTED_MODULE_3__/* .ARCHIVE_CLASSES */ .C.includes(String(move.StorageClass)))) {
        findings.push({
            check: 'lifecycle',
            severity: 'warn',
            message: `${id} moves noncurrent S3 versions to an archive class.`,
            why: 'Repair can read them only after they have been restored in S3, which takes hours.',
            fix,
        });
    }
    return findings;
}
/**
 * `enforce`: one error that lists every refusal; `warn`: they are emitted as warnings; `off`: nothing. Warnings are
 * emitted in any case but `off`.
 */
function applyBucketChecks(findings, mode, emit, place) {
    if (mode === 'off')
        return;
    const refusals = mode === 'enforce' ? findings.filter((finding) => finding.severity === 'refuse') : [];
    for (const finding of findings) {
        if (finding.severity === 'ok' || refusals.includes(finding))
            continue;
        const { check, message, why, lasting } = finding;
        const fix = fixOf(finding, place);
        emit({ type: 'warning', class: `bucket-${check}`, message, why, fix, ...(lasting === true && { lasting }) });
    }
    if (refusals.length > 0)
        throw unsafe(refusals, place);
}
/** Lists each defect with its reason and its fix, then the one command that fixes what setup can. */
function unsafe(refusals, place) {
    const [first] = refusals;
    const each = refusals.map((finding) => [`${finding.check}: ${finding.message}`, finding.why, fixOf(finding, place)].filter(Boolean).join(' '));
    const isOne = refusals.length === 1;
    const ways = [isOne ? first && fixOf(first, place) : undefined, setupText(refusals, place), ACCEPT];
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bucket-unsafe',
        message: `The bucket is not safe for backups: ${refusals.map(({ message }) => message).join(' ')}`,
        why: isOne ? first?.why : each.map((text, index) => `${index + 1}. ${text}`).join('\n'),
        fix: ways.filter((text) => text !== undefined).join(' '),
    });
}
const ACCEPT = 'Or accept the risk with bucket-checks: warn.';
function setupText(refusals, place) {
    const mended = refusals.filter(({ setupMends }) => setupMends === true);
    if (mended.length === 0)
        return undefined;
    const command = `\`${(0,_base_command_line_js__WEBPACK_IMPORTED_MODULE_4__/* .holdfastCommand */ .T)('setup', place, { apply: true })}\``;
    if (mended.length === refusals.length)
        return `One command fixes ${refusals.length === 1 ? 'it' : 'all of them'}, run with the rights of the bucket's owner (without --apply it shows what it would do): ${command}`;
    const numbers = mended.map((finding) => refusals.indexOf(finding) + 1).join(' and ');
    return `Once the others are fixed, one command fixes ${numbers}, run with the rights of the bucket's owner: ${command}`;
}
function fixOf({ fix }, { bucket }) {
    return fix?.replace('--bucket BUCKET', `--bucket ${bucket}`);
}


/***/ }),

/***/ 5335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O2: () => (/* binding */ PUBLIC_ACCESS_SWITCHES),
/* harmony export */   P2: () => (/* binding */ mapReading),
/* harmony export */   T_: () => (/* binding */ readPosture),
/* harmony export */   Vx: () => (/* binding */ lockOf),
/* harmony export */   aU: () => (/* binding */ openSwitchesOf),
/* harmony export */   oQ: () => (/* binding */ postureOf),
/* harmony export */   sb: () => (/* binding */ readSettings),
/* harmony export */   wn: () => (/* binding */ ALL_SETTINGS)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53711);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38321);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16705);
/* harmony import */ var _s3_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4397);
/** Reads the settings of a bucket: one call each, with its answer or the reason for having none. */





/** @param root the element that an answer must be: some servers answer unknown calls with another document */
function setting([operation, root], command, valueOf, absent) {
    const ask = async (client, input, abortSignal) => {
        const call = new command(input);
        call.middlewareStack.add(requireRoot(root), { step: 'deserialize', priority: 'low', name: 'holdfastRequireRoot' });
        return valueOf(await client.send(call, { abortSignal }));
    };
    return { operation, ask, absent };
}
/** A JSON document, and not XML: a bucket's policy. */
const JSON_OBJECT = '{';
/** Makes a call fail with `not-implemented` if the answer is another document, whatever its status. */
function requireRoot(root) {
    return (next) => async (args) => {
        const result = await next(args);
        const response = result.response;
        if (response.statusCode >= 300 || response.body === undefined)
            return result;
        const body = response.body instanceof Uint8Array ? response.body : await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.buffer)(response.body);
        const start = startOf(Buffer.from(body).toString());
        if (start !== root)
            notAnswered(`Its answer is ${start === '' ? 'empty' : `no ${root}, but ${start}`}.`);
        // The SDK reads it from here, since the stream is at its end.
        response.body = body;
        return result;
    };
}
/** Name of a document's root element; for others their first character. */
function startOf(text) {
    const start = text.replace(/^\uFEFF/, '').replace(/^(?:\s|<\?[^]*?\?>|<!--[^]*?-->)*/, '');
    return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(start)?.[1] ?? start.slice(0, 1);
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
    versioning: setting(['GetBucketVersioning', 'VersioningConfiguration'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketVersioningCommand */ ._rj, ({ Status, MFADelete }) => ({
        status: Status ?? 'never',
        mfaDelete: MFADelete === 'Enabled',
    })),
    encryption: setting(['GetBucketEncryption', 'ServerSideEncryptionConfiguration'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketEncryptionCommand */ .tQT, (answer) => answer.ServerSideEncryptionConfiguration?.Rules?.[0], { error: 'ServerSideEncryptionConfigurationNotFoundError', value: undefined }),
    openSwitches: setting(['GetPublicAccessBlock', 'PublicAccessBlockConfiguration'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetPublicAccessBlockCommand */ .GLk, (answer) => openSwitchesOf(answer.PublicAccessBlockConfiguration), { error: 'NoSuchPublicAccessBlockConfiguration', value: PUBLIC_ACCESS_SWITCHES }),
    policyIsPublic: setting(['GetBucketPolicyStatus', 'PolicyStatus'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketPolicyStatusCommand */ .y3E, ({ PolicyStatus }) => PolicyStatus?.IsPublic ?? notAnswered('Its answer does not say whether it is public.'), { error: 'NoSuchBucketPolicy', value: false }),
    publicGrants: setting(['GetBucketAcl', 'AccessControlPolicy'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketAclCommand */ .QPs, ({ Grants = [] }) => Grants.filter(({ Grantee }) => isPublicGroup(Grantee?.URI)).map(({ Permission }) => String(Permission))),
    lifecycle: setting(['GetBucketLifecycleConfiguration', 'LifecycleConfiguration'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketLifecycleConfigurationCommand */ .iQ1, ({ Rules = [], TransitionDefaultMinimumObjectSize }) => ({
        rules: Rules,
        minimumSize: TransitionDefaultMinimumObjectSize,
    }), { error: 'NoSuchLifecycleConfiguration', value: { rules: [], minimumSize: undefined } }),
    policy: setting(['GetBucketPolicy', JSON_OBJECT], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketPolicyCommand */ .mCJ, ({ Policy }) => Policy, {
        error: 'NoSuchBucketPolicy',
        value: undefined,
    }),
    ownership: setting(['GetBucketOwnershipControls', 'OwnershipControls'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketOwnershipControlsCommand */ .$rC, (answer) => answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? notAnswered('Its answer names no ownership.'), { error: 'OwnershipControlsNotFoundError', value: 'ObjectWriter' }),
    objectLock: setting(['GetObjectLockConfiguration', 'ObjectLockConfiguration'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetObjectLockConfigurationCommand */ .mU1, (answer) => answer.ObjectLockConfiguration, { error: 'ObjectLockConfigurationNotFoundError', value: undefined }),
    replication: setting(['GetBucketReplication', 'ReplicationConfiguration'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketReplicationCommand */ .qJf, ({ ReplicationConfiguration }) => (ReplicationConfiguration?.Rules ?? [])
        .filter(({ Status }) => Status === 'Enabled')
        .map(({ Destination }) => String(Destination?.Bucket)), { error: 'ReplicationConfigurationNotFoundError', value: [] }),
    logging: setting(['GetBucketLogging', 'BucketLoggingStatus'], _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetBucketLoggingCommand */ .Bdv, ({ LoggingEnabled }) => LoggingEnabled?.TargetBucket),
};
function notAnswered(message) {
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'not-implemented', message });
}
/**
 * The groups "everyone" and "any AWS account": https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
function isPublicGroup(uri) {
    return /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri ?? '');
}
const ALL_SETTINGS = Object.keys(SETTINGS);
/** Reads settings side by side, one call each. Throws if the bucket cannot be reached at all. */
async function readSettings(connection, names, signal) {
    const readings = await (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .allOrStop */ .PR)(signal, (shared) => Promise.all(names.map(async (name) => [name, await readOne(connection, SETTINGS[name], shared)])));
    return Object.fromEntries(readings);
}
/** Errors that say nothing about the bucket's settings, only that this provider has no such call. */
const NOT_SERVED = ['not-implemented', 'object-not-found', 's3-failed'];
async function readOne(connection, { operation, ask, absent }, signal) {
    const { client, settings, emit } = connection;
    const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner };
    const policy = settings.retry ?? _net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .DEFAULT_RETRY */ .vI;
    try {
        const value = await (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .LH)(() => ask(client, input, signal), { policy, what: operation, emit, signal });
        return { state: 'ok', value };
    }
    catch (error) {
        signal.throwIfAborted();
        if (absent !== undefined && (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isNamed */ .ev)(error, absent.error))
            return { state: 'ok', value: absent.value };
        const explained = (0,_s3_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .explainS3Error */ .y6)(error, { ...settings, operation });
        if (!(explained instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et))
            throw explained;
        if (explained.code === 'access-denied')
            return { state: 'denied', permission: (0,_s3_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .permissionOf */ .Fp)(operation) };
        const status = (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .shapeOf */ .F5)(error).$metadata?.httpStatusCode ?? 0;
        // An unsupported call is refused permanently. A failing server has not answered yet.
        if (NOT_SERVED.includes(explained.code) && (status < 500 || status === 501)) {
            return { state: 'unknown', reason: explained.why ?? explained.message };
        }
        throw explained;
    }
}
const POSTURE = ['versioning', 'encryption', 'openSwitches', 'policyIsPublic', 'publicGrants', 'lifecycle'];
/** @param options.withEncryption false: the default encryption of the bucket does not matter and is not requested */
async function readPosture(connection, { signal, withEncryption = true, } = {}) {
    if (withEncryption)
        return postureOf(await readSettings(connection, POSTURE, signal));
    const others = POSTURE.filter((name) => name !== 'encryption');
    const encryption = { state: 'unknown', reason: 'It was not requested.' };
    return postureOf({ ...(await readSettings(connection, others, signal)), encryption });
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

/***/ 12053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ ARCHIVE_CLASSES),
/* harmony export */   Z: () => (/* binding */ STORAGE_CLASSES)
/* harmony export */ });
/** Storage classes of S3, by whether their objects can be read immediately. */
/** In these classes packs can be read immediately, and so be reused and verified. */
const STORAGE_CLASSES = ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'];
/**
 * An object in one of these classes must be restored in S3 before it can be read:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
 */
const ARCHIVE_CLASSES = ['GLACIER', 'DEEP_ARCHIVE'];


/***/ }),

/***/ 88199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ PROBE_KEY),
/* harmony export */   Z: () => (/* binding */ PROBE_BYTES)
/* harmony export */ });
/** The probe: the one object on which the behaviour of a server is tested. */
/** The only key that a probe ever writes, always with the same bytes. */
const PROBE_KEY = 'v1/probe';
const PROBE_BYTES = Buffer.from('holdfast probe: this object proves that the server honours If-None-Match\n');


/***/ }),

/***/ 54778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ witnessOf),
/* harmony export */   n: () => (/* binding */ isRealVersion)
/* harmony export */ });
/* harmony import */ var _probe_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88199);
/** What an object in the vault shows about its server, whatever the calls for settings say. */

/**
 * The probe's object or, where there is none, a root: one request, or three. undefined in a vault that holds neither.
 */
async function witnessOf(store, signal) {
    const options = { signal };
    const probe = await store.head(_probe_object_js__WEBPACK_IMPORTED_MODULE_0__/* .PROBE_KEY */ .B, options);
    if (probe !== undefined)
        return { ...probe, key: _probe_object_js__WEBPACK_IMPORTED_MODULE_0__/* .PROBE_KEY */ .B };
    for await (const { objects } of store.list('v1/roots/', options)) {
        const key = objects.at(-1)?.key;
        if (key === undefined)
            continue;
        const root = await store.head(key, options);
        return root && { ...root, key };
    }
    return undefined;
}
/**
 * S3 says `null` of what was written while versioning was off; a server that keeps no S3 versions says it too, or
 * nothing.
 */
function isRealVersion(versionId) {
    return versionId !== undefined && versionId !== '' && versionId !== 'null';
}


/***/ })

};
