export const id = 8266;
export const ids = [8266];
export const modules = {

/***/ 17150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ stricter),
/* harmony export */   Y: () => (/* binding */ CHANGES)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53711);
/** What setup wants of a bucket, and the changes that it plans. */

/** The calls that change a bucket. */
const CHANGES = {
    PutPublicAccessBlock: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .PutPublicAccessBlockCommand */ .ZXv,
    PutBucketOwnershipControls: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .PutBucketOwnershipControlsCommand */ .o9A,
    PutBucketVersioning: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .PutBucketVersioningCommand */ .XjQ,
    PutBucketEncryption: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .PutBucketEncryptionCommand */ .iRK,
    PutBucketLifecycleConfiguration: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .PutBucketLifecycleConfigurationCommand */ .RJe,
    PutObjectLockConfiguration: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .PutObjectLockConfigurationCommand */ .R0w,
    PutBucketPolicy: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .PutBucketPolicyCommand */ .BfN,
    // These undo what setup made.
    DeletePublicAccessBlock: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .DeletePublicAccessBlockCommand */ .x57,
    DeleteBucketEncryption: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .DeleteBucketEncryptionCommand */ .Ein,
    DeleteBucketPolicy: _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_0__/* .DeleteBucketPolicyCommand */ .dB7,
};
/** Keeps a setting and reports it, since the user asked for less. */
function stricter(setting, now, asked) {
    return {
        class: 'setup-stricter',
        message: `${setting}: ${now} is kept, although ${asked} was requested.`,
        why: 'Setup never weakens a stricter setting.',
    };
}


/***/ }),

/***/ 48083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hy: () => (/* binding */ algorithmOf),
/* harmony export */   PU: () => (/* binding */ planEncryption),
/* harmony export */   Zs: () => (/* binding */ judgeEncryption)
/* harmony export */ });
/* harmony import */ var _policies_roles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3877);
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17150);
/* harmony import */ var _setting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42376);



function algorithmOf(rule) {
    return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
}
/** An object shows what is really done, whatever the bucket says. */
function judgeEncryption(rule, { bucket, object }) {
    const algorithm = algorithmOf(rule);
    const seen = object?.serverSideEncryption;
    if (algorithm !== undefined && object !== undefined && seen === undefined)
        return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(`The bucket says that it encrypts with ${algorithm} by default, but a stored object is not encrypted.`, {
            evidence: [`No answer about ${object.key} names its encryption.`],
            fix: _setting_js__WEBPACK_IMPORTED_MODULE_2__/* .TRY_IT */ .gM,
        });
    if (algorithm !== undefined)
        return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(`The bucket encrypts with ${algorithm} by default.`);
    if (seen !== undefined)
        return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)('Stored objects are encrypted, though the bucket does not do so by default.');
    const rules = '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}';
    return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('The bucket does not encrypt what is stored in it.', {
        fix: `aws s3api put-bucket-encryption --bucket ${bucket} --server-side-encryption-configuration '${rules}'`,
    });
}
/** From none to the strictest. */
const ALGORITHMS = [undefined, 'AES256', 'aws:kms', 'aws:kms:dsse'];
function planEncryption(rule, wanted) {
    const { mode, kmsKeyId } = wanted.encryption;
    const current = rule?.ApplyServerSideEncryptionByDefault;
    const algorithm = mode === 'bucket-default' ? 'AES256' : mode;
    const [is, shall] = [ALGORITHMS.indexOf(current?.SSEAlgorithm), ALGORITHMS.indexOf(algorithm)];
    const isOtherKey = is === shall && kmsKeyId !== undefined && !isKey(current?.KMSMasterKeyID, kmsKeyId);
    const blocked = blockedTypes(rule, wanted.place.aws);
    const isStricter = is > shall;
    const keeps = isStricter || (is === shall && !isOtherKey);
    const now = encryptionText(rule);
    const notes = isStricter && mode !== 'bucket-default' ? [(0,_change_js__WEBPACK_IMPORTED_MODULE_1__/* .stricter */ .R)('encryption', now, algorithm)] : [];
    if (keeps && (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_0__/* .sameJson */ .Vk)(blocked, rule?.BlockedEncryptionTypes))
        return { now, notes };
    const next = { SSEAlgorithm: algorithm, ...(kmsKeyId !== undefined && { KMSMasterKeyID: kmsKeyId }) };
    // A bucket key makes one call to KMS for many objects; DSSE does not support it.
    const bucketKey = !keeps && algorithm === 'aws:kms' ? { BucketKeyEnabled: true } : {};
    const changed = {
        ...rule,
        ...(!keeps && { ApplyServerSideEncryptionByDefault: next }),
        ...bucketKey,
        ...(blocked && { BlockedEncryptionTypes: blocked }),
    };
    const put = (Rules) => {
        return { operation: 'PutBucketEncryption', input: { ServerSideEncryptionConfiguration: { Rules } } };
    };
    const undo = rule === undefined ? { operation: 'DeleteBucketEncryption', input: {} } : put([rule]);
    return { now, then: encryptionText(changed), step: put([changed]), undo, notes };
}
const CUSTOMER_KEYS = 'SSE-C';
/**
 * Objects under a key of the writer (SSE-C) are blocked, unless somebody has allowed them explicitly: that is for other
 * data in the bucket, and the policy refuses them in the vault in any case. Only AWS has this setting.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
function blockedTypes(rule, aws) {
    const now = rule?.BlockedEncryptionTypes;
    const isAnswered = (now?.EncryptionType ?? []).length > 0;
    return aws && !isAnswered ? { EncryptionType: [CUSTOMER_KEYS] } : now;
}
function encryptionText(rule) {
    const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
    const text = [SSEAlgorithm ?? 'none', KMSMasterKeyID].filter(Boolean).join(' by ');
    return rule?.BlockedEncryptionTypes?.EncryptionType?.includes(CUSTOMER_KEYS) === true
        ? `${text}, ${CUSTOMER_KEYS} blocked`
        : text;
}
/** S3 returns a key as it was given: an id, an ARN or an alias. */
function isKey(now, wanted) {
    return now === wanted || now?.endsWith(`:key/${wanted}`) === true || wanted.endsWith(`:key/${now}`);
}


/***/ }),

/***/ 22420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BF: () => (/* binding */ judgeExpiry),
/* harmony export */   C5: () => (/* binding */ noncurrentDays),
/* harmony export */   ME: () => (/* binding */ judgeHarm),
/* harmony export */   Tv: () => (/* binding */ rulesOn),
/* harmony export */   v2: () => (/* binding */ judgeForeignRules),
/* harmony export */   y9: () => (/* binding */ judgeUploads)
/* harmony export */ });
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50453);
/* harmony import */ var _base_storage_classes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12053);
/* harmony import */ var _policies_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29040);
/* harmony import */ var _setting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42376);




const DAY_SECONDS = 24 * 3600;
const NONCURRENT_MIN_DAYS = _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.noncurrentMinSeconds / DAY_SECONDS;
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
    if ((filter?.ObjectSizeGreaterThan ?? filter?.And?.ObjectSizeGreaterThan ?? 0) >= _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.rootMaxBytes)
        return false;
    // A prefix outside of the filter is the older form.
    const rulePrefix = filter?.Prefix ?? filter?.And?.Prefix ?? rule.Prefix ?? '';
    const ours = (0,_policies_session_js__WEBPACK_IMPORTED_MODULE_1__/* .vaultPath */ .O)(prefix);
    return ours.startsWith(rulePrefix) || rulePrefix.startsWith(ours);
}
/** One judgement for each rule that endangers the vault, in one way or another. */
function judgeHarm({ rules }, vault) {
    const found = rulesOn(rules, vault.prefix).flatMap(harmOf);
    if (found.length === 0)
        return [(0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)('No lifecycle rule endangers the vault.', [WINDOW])];
    const fix = `Disable the rule, or give it a prefix or tag that leaves the vault out: ${showRules(vault)}`;
    return found.map(({ message, why, severity }) => (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(message, { why, severity, fix, ...(severity === 'low' && { backup: 'warn' }) }));
}
const WINDOW = `needed: ${NONCURRENT_MIN_DAYS} days at least, more than the ${_base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.graceSeconds / 3600} hours that prune waits and the time between two prunes`;
function showRules({ bucket }) {
    return `aws s3api get-bucket-lifecycle-configuration --bucket ${bucket}`;
}
function idText({ ID }) {
    return JSON.stringify(ID ?? '(without ID)');
}
/** What a rule does to a vault that it concerns. */
function harmOf(rule) {
    const id = `The lifecycle rule ${idText(rule)}`;
    const { Expiration: expiration, NoncurrentVersionExpiration: noncurrent } = rule;
    const harms = [];
    if (expiration?.Days !== undefined || expiration?.Date !== undefined)
        harms.push({
            message: `${id} deletes current objects of the vault.`,
            why: 'New snapshots use old packs: the age of a pack says nothing.',
            severity: 'critical',
        });
    if (noncurrent !== undefined && (noncurrent.NoncurrentDays ?? 0) < NONCURRENT_MIN_DAYS)
        harms.push({
            message: `${id} removes noncurrent S3 versions after ${noncurrent.NoncurrentDays ?? 0} days.`,
            why: `Overwritten or deleted objects must be kept for at least ${NONCURRENT_MIN_DAYS} days, so that they can be recovered.`,
            severity: 'high',
        });
    if (noncurrent?.NewerNoncurrentVersions !== undefined)
        harms.push({
            message: `${id} keeps only ${noncurrent.NewerNoncurrentVersions} noncurrent S3 versions.`,
            why: 'Anybody who may write could remove the good version by overwriting it often enough.',
            severity: 'high',
        });
    const archives = archivesOf(rule.Transitions);
    if (archives.length > 0)
        harms.push({
            message: `${id} moves current objects to ${archives.join(', ')}.`,
            why: 'Backup, restore and verify read packs immediately, which an archive class does not allow.',
            severity: 'high',
        });
    if (archivesOf(rule.NoncurrentVersionTransitions).length > 0)
        harms.push({
            message: `${id} moves noncurrent S3 versions to an archive class.`,
            why: 'Repair can read them only after they have been restored in S3, which takes hours.',
            severity: 'low',
        });
    return harms;
}
function archivesOf(moves) {
    return (moves ?? []).map((move) => String(move.StorageClass)).filter((name) => _base_storage_classes_js__WEBPACK_IMPORTED_MODULE_3__/* .ARCHIVE_CLASSES */ .C.includes(name));
}
function judgeForeignRules({ rules }, vault) {
    const foreign = rulesOn(rules, vault.prefix).filter(({ ID = '' }) => !/^holdfast/i.test(ID));
    if (foreign.length === 0)
        return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)('No other lifecycle rules concern the vault.');
    return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('Lifecycle rules that setup did not write concern the vault.', {
        evidence: foreign.map(idText),
        fix: `Check each rule, or give it a prefix that leaves the vault out: ${showRules(vault)}`,
    });
}
function judgeExpiry({ rules }, vault) {
    const days = noncurrentDays(rulesOn(rules, vault.prefix));
    return days === undefined
        ? (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('Noncurrent S3 versions never expire.', { fix: (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .setupCommand */ .R3)(vault) })
        : (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(`Noncurrent S3 versions expire after ${days} days.`);
}
function judgeUploads({ rules }, vault) {
    return rulesOn(rules, vault.prefix).some((rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation !== undefined)
        ? (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)('Multipart uploads that were not finished are removed.')
        : (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('Multipart uploads that were not finished are kept forever.', { fix: (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .setupCommand */ .R3)(vault) });
}


/***/ }),

/***/ 59461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ planObjectLock),
/* harmony export */   Vx: () => (/* binding */ lockOf),
/* harmony export */   qU: () => (/* binding */ judgeObjectLock)
/* harmony export */ });
/* harmony import */ var _change_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17150);
/* harmony import */ var _policy_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90812);
/* harmony import */ var _setting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42376);



function lockOf(configuration) {
    if (configuration?.ObjectLockEnabled !== 'Enabled')
        return undefined;
    const retention = configuration.Rule?.DefaultRetention;
    return { mode: retention?.Mode, days: retention?.Days ?? (retention?.Years ?? 0) * 365 };
}
/** It matters less where the bucket policy denies overwriting and deleting. */
function judgeObjectLock(configuration, vault) {
    const lock = lockOf(configuration);
    if (lock?.mode !== undefined)
        return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(`Object Lock: ${lock.mode}, ${lock.days} days by default.`);
    const message = lock === undefined ? 'Object Lock is off.' : 'Object Lock is on, without a default retention.';
    const command = (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .setupCommand */ .R3)(vault, '--object-lock-days 30 --apply');
    return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(message, {
        severity: (0,_policy_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .deniesRemoval */ .lq)(vault) ? 'none' : 'medium',
        fix: `${command} (optional where the bucket policy denies deleting)`,
    });
}
function planObjectLock(configuration, { objectLockDays: days }) {
    const lock = lockOf(configuration);
    const now = lock === undefined ? 'off' : lock.mode === undefined ? 'on, no default' : lockText(lock.mode, lock.days);
    if (days === undefined)
        return { now };
    if (lock !== undefined && lock.days >= days)
        return { now, notes: lock.days > days ? [(0,_change_js__WEBPACK_IMPORTED_MODULE_0__/* .stricter */ .R)('Object Lock', now, `${days} days`)] : [] };
    const Mode = lock?.mode ?? 'GOVERNANCE';
    const put = (retention) => {
        const Rule = retention === undefined ? {} : { Rule: { DefaultRetention: retention } };
        const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', ...Rule };
        return { operation: 'PutObjectLockConfiguration', input: { ObjectLockConfiguration } };
    };
    // Once enabled it stays enabled; only its default can be undone.
    const undo = put(lock?.mode === undefined ? undefined : { Mode: lock.mode, Days: lock.days });
    return { now, then: lockText(Mode, days), step: put({ Mode, Days: days }), undo };
}
function lockText(mode, days) {
    return `${mode.toLowerCase()}, ${days} days`;
}


/***/ }),

/***/ 90812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ statementsOf),
/* harmony export */   Rd: () => (/* binding */ RULE_ACTIONS),
/* harmony export */   T_: () => (/* binding */ judgeRules),
/* harmony export */   Wr: () => (/* binding */ OVERWRITE),
/* harmony export */   lq: () => (/* binding */ deniesRemoval),
/* harmony export */   mp: () => (/* binding */ judgeOverwriting),
/* harmony export */   nJ: () => (/* binding */ judgeTls),
/* harmony export */   o$: () => (/* binding */ judgeDeleting)
/* harmony export */ });
/* harmony import */ var _policies_evaluate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2409);
/* harmony import */ var _policies_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29040);
/* harmony import */ var _setting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42376);
/** What a bucket policy denies: requests without TLS, overwriting, deleting, changes of the rules. */



/** JSON of a policy as statements; unknown if it is not a policy. */
function statementsOf(text) {
    if (text.state !== 'ok')
        return text;
    if (text.value === undefined)
        return { state: 'ok', value: [] };
    try {
        return { state: 'ok', value: (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePolicy */ .ON)(text.value) };
    }
    catch {
        return { state: 'unknown', reason: 'The answer is not a policy that this version of Holdfast can read.' };
    }
}
/** A policy that cannot be understood denies nothing for sure, and its checks are unknown. */
function judgeStatements(text, judge) {
    const statements = statementsOf({ state: 'ok', value: text });
    if (statements.state === 'ok')
        return judge(statements.value);
    const reason = statements.state === 'unknown' ? statements.reason : '';
    return { status: 'unknown', message: `Not known: ${reason}` };
}
function judgeTls(text, vault) {
    return judgeStatements(text, (statements) => {
        const objects = ['s3:GetObject', 's3:PutObject'];
        const plain = { 'aws:securetransport': 'false' };
        const gaps = [
            ...denialOf(statements, objects, [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_1__/* .objectArn */ .nd)(vault, '*')], plain, 'everybody').gaps,
            ...denialOf(statements, ['s3:ListBucket'], [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketArn */ .SB)(vault)], plain, 'everybody').gaps,
        ];
        if (gaps.length === 0)
            return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)('The bucket policy denies requests without TLS.');
        return (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('The bucket policy allows requests without TLS.', { evidence: gaps, fix: (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .setupCommand */ .R3)(vault) });
    });
}
function judgeOverwriting(text, vault) {
    const more = vault.onAws
        ? { severity: 'high', fix: (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .setupCommand */ .R3)(vault) }
        : {
            severity: 'medium',
            fix: 'Run setup, which finds out whether this server can refuse it. Where it cannot: audit at least every 10 days, and repair what was overwritten.',
        };
    return judgeStatements(text, (statements) => denial(overwriting(statements, vault), ['overwriting', ': PutObject without If-None-Match'], more));
}
function judgeDeleting(text, vault) {
    return judgeStatements(text, (statements) => denial(deleting(statements, vault), ['deleting S3 versions', ' to anybody'], { fix: (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .setupCommand */ .R3)(vault) }));
}
function judgeRules(text, vault) {
    return judgeStatements(text, (statements) => {
        const denied = denialOf(statements, RULE_ACTIONS, [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketArn */ .SB)(vault)]);
        return denial(denied, ['changes of the rules', ' to anybody'], { fix: (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .setupCommand */ .R3)(vault) });
    });
}
/** Whether the policy denies both overwriting and deleting. A policy that could not be read does not. */
function deniesRemoval(vault) {
    const statements = statementsOf(vault.policy);
    if (statements.state !== 'ok')
        return false;
    return [overwriting, deleting].every((check) => check(statements.value, vault).gaps.length === 0);
}
function overwriting(statements, vault) {
    return denialOf(statements, ['s3:PutObject'], dataOf(vault), OVERWRITE);
}
function deleting(statements, vault) {
    return denialOf(statements, ['s3:DeleteObjectVersion'], dataOf(vault));
}
function dataOf(vault) {
    return ['roots', 'packs', 'parts'].map((kind) => (0,_policies_session_js__WEBPACK_IMPORTED_MODULE_1__/* .objectArn */ .nd)(vault, `${kind}/*`));
}
function denial({ gaps, to }, [what, how], more) {
    return gaps.length === 0
        ? (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(`The bucket policy denies ${what}.`, to)
        : (0,_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(`The bucket policy does not deny ${what}${how}.`, { evidence: gaps, ...more });
}
/** Actions that can remove the protections of a bucket. */
const RULE_ACTIONS = [
    's3:DeleteBucketPolicy',
    's3:PutBucketPolicy',
    's3:PutBucketVersioning',
    's3:PutLifecycleConfiguration',
];
/** A plain PutObject that would overwrite: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html */
const OVERWRITE = {
    'aws:securetransport': 'true',
    's3:if-none-match': undefined,
    's3:objectcreationoperation': 'true',
    's3:x-amz-copy-source': undefined,
    's3:x-amz-server-side-encryption-aws-kms-key-id': undefined,
    's3:x-amz-server-side-encryption-customer-algorithm': undefined,
    's3:x-amz-storage-class': undefined,
};
/**
 * Whether each action is denied on each resource: to everybody, or (the default) to anybody at all. By default, conditions
 * on principals are taken as met, and `to` says whom they pick.
 */
function denialOf(statements, actions, resources, context = {}, whom = 'anybody') {
    const to = new Set();
    const gaps = [];
    for (const action of actions) {
        for (const resource of resources) {
            const found = statements.filter((statement) => statement.effect === 'Deny' &&
                (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesAction */ .ch)(statement, action) &&
                (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_0__/* .deniesAll */ .A_)(statement, resource) &&
                (whom === 'anybody' || (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_0__/* .concerns */ .Kc)(statement, NOBODY)) &&
                (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_0__/* .conditionsHold */ .go)(whom === 'everybody' ? statement.conditions : withoutPrincipals(statement), context) === 'yes');
            if (found.length === 0)
                gaps.push(`${action} is not denied on ${resource.replace(/^arn:[^/]*:::/, '')}`);
            for (const statement of found)
                to.add(`to ${whomOf(statement)}`);
        }
    }
    return { gaps, to: [...to] };
}
/** Only a statement that applies to all principals applies to this one. */
const NOBODY = { arn: '', accountId: undefined };
const PRINCIPAL_KEYS = /^aws:(principal|userid|username)/i;
function withoutPrincipals({ conditions }) {
    return conditions.filter(({ key }) => !PRINCIPAL_KEYS.test(key));
}
function whomOf({ principals, notPrincipals, conditions }) {
    const named = principals ?? notPrincipals ?? {};
    const names = Object.values(named).flat();
    const who = names.includes('*') ? 'everybody' : names.join(', ');
    const picked = conditions
        .filter(({ key }) => PRINCIPAL_KEYS.test(key))
        .map(({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`);
    const all = notPrincipals === undefined ? who : `everybody but ${who}`;
    return picked.length === 0 ? all : `${all} with ${picked.join(' and ')}`;
}


/***/ }),

/***/ 62534:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ policyText),
/* harmony export */   _: () => (/* binding */ planPolicy)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58566);
/* harmony import */ var _policies_roles_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3877);
/* harmony import */ var _policies_callers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(47988);
/* harmony import */ var _policies_session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29040);
/* harmony import */ var _policy_checks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90812);
/** Plans the bucket policy: the statements that a vault needs, in addition to the existing ones. */







const policySchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    Statement: valibot__WEBPACK_IMPORTED_MODULE_5__/* .union */ .KCZ([valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J())), valibot__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J())]),
});
/**
 * The bucket's policy with the statements of the vault. Those of others are kept unchanged. A statement of Holdfast
 * that somebody changed is kept too, without its Sid: it can only deny more.
 */
function planPolicy(before, wanted) {
    const { place } = wanted;
    const existing = parseStatements(before);
    const own = existing.filter(({ Sid }) => (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .isOwnSid */ .Jm)(Sid, place));
    const overwrite = (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .noOverwrite */ .T8)(place);
    const backupRoles = union([...own.flatMap(_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .rolesNamedBy */ .SH), ...wanted.backupRoles]);
    const vaultKeys = union([...own.flatMap((statement) => (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .keysNamedBy */ .$4)(statement) ?? []), ...wanted.vaultKeys]);
    const statements = (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .vaultStatements */ .Jc)(place, { backupRoles, vaultKeys, tls: wanted.tls });
    const kept = existing.flatMap((statement) => keep(statement, [...statements, overwrite], wanted));
    const added = statements.filter((statement) => !kept.some((other) => (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .sameStatement */ .UJ)(other, statement)));
    const next = [...kept, ...added];
    const withoutOverwrite = next.filter((statement) => !(0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .sameStatement */ .UJ)(statement, overwrite));
    const open = openStatements(before);
    const show = `aws s3api get-bucket-policy --bucket ${place.bucket} --query Policy --output text`;
    const planned = {
        now: open.length === 0 ? countOf(existing) : `${countOf(existing)}, public: ${open.join(', ')}`,
        notes: open.map((name) => ({
            class: 'setup-public-policy',
            message: `The bucket policy grants public access: statement ${name}.`,
            why: 'Setup does not change statements that it did not write, and S3 refuses a policy with this statement once public access is blocked.',
            fix: `Remove the statement, or name the intended principals in it, and run setup again: ${show}`,
        })),
    };
    const undo = before === undefined || before === ''
        ? { operation: 'DeleteBucketPolicy', input: {} }
        : { operation: 'PutBucketPolicy', input: { Policy: before } };
    const step = { operation: 'PutBucketPolicy', input: { Policy: policyText(next) } };
    const names = added.map(({ Sid }) => Sid).join(', ');
    const then = names === '' ? countOf(next) : `${kept.length === 0 ? '' : `${countOf(kept)} and `}${names}`;
    return {
        planned: (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .sameJson */ .Vk)(existing, next) ? planned : { ...planned, then, step, undo },
        statements: withoutOverwrite,
        refusesOverwrite: withoutOverwrite.length < next.length,
        open,
    };
}
/** Parts that audit cannot read as a policy grant nothing that setup could name. */
function openStatements(text) {
    const statements = (0,_policy_checks_js__WEBPACK_IMPORTED_MODULE_4__/* .statementsOf */ .GX)({ state: 'ok', value: text });
    return statements.state === 'ok' ? (0,_policies_callers_js__WEBPACK_IMPORTED_MODULE_6__/* .publicStatements */ .Qg)(statements.value) : [];
}
function keep(statement, wanted, { place }) {
    const { Sid, ...rest } = statement;
    // Left behind by a run that was interrupted during the probe.
    if ((0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .sameStatement */ .UJ)(statement, (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .noOverwrite */ .T8)(place, 'probe')))
        return [];
    if (!(0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .isOwnSid */ .Jm)(Sid, place) || wanted.some((each) => (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .sameStatement */ .UJ)(each, statement)))
        return [statement];
    const replaced = wanted.find((each) => each.Sid === Sid);
    return replaced !== undefined && isWithin(statement, replaced) ? [] : [rest];
}
/** Whether a statement differs from the new one only in that it names fewer roles, or allows fewer keys. */
function isWithin(old, next) {
    const nameless = (statement) => ({ ...statement, Principal: 0, Condition: 0 });
    if (!(0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .sameJson */ .Vk)(nameless(old), nameless(next)))
        return false;
    const [keysBefore, keysAfter] = [(0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .keysNamedBy */ .$4)(old), (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .keysNamedBy */ .$4)(next)];
    if (keysAfter !== undefined)
        return keysBefore?.every((key) => keysAfter.includes(key)) === true;
    const [before, after] = [(0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .rolesNamedBy */ .SH)(old), (0,_policies_roles_js__WEBPACK_IMPORTED_MODULE_2__/* .rolesNamedBy */ .SH)(next)];
    return before.length > 0 && before.every((arn) => after.includes(arn));
}
function union(texts) {
    return [...new Set(texts)];
}
function policyText(statements) {
    return JSON.stringify((0,_policies_session_js__WEBPACK_IMPORTED_MODULE_3__/* .policyDocument */ .yr)(statements));
}
function parseStatements(text) {
    if (text === undefined || text === '')
        return [];
    try {
        return [valibot__WEBPACK_IMPORTED_MODULE_5__/* .parse */ .qgA(policySchema, JSON.parse(text)).Statement].flat();
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'corrupt-policy',
            message: 'The policy of the bucket could not be read: it is not a policy document.',
            fix: 'Show it with aws s3api get-bucket-policy and correct it.',
            cause,
        });
    }
}
function countOf(statements) {
    const count = statements.length;
    return count === 0 ? 'none' : (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(count, 'statement');
}


/***/ }),

/***/ 96688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D9: () => (/* binding */ readCall),
/* harmony export */   P2: () => (/* binding */ mapReading),
/* harmony export */   fO: () => (/* binding */ bucketCall),
/* harmony export */   rK: () => (/* binding */ JSON_OBJECT),
/* harmony export */   zT: () => (/* binding */ notAnswered)
/* harmony export */ });
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38321);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16705);
/* harmony import */ var _s3_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4397);




function mapReading(reading, map) {
    return reading.state === 'ok' ? { state: 'ok', value: map(reading.value) } : reading;
}
/** @param root the element that an answer must be: some servers answer unknown calls with another document */
function bucketCall([operation, root], command, valueOf, absentError) {
    const ask = async (client, input, abortSignal) => {
        const call = new command(input);
        // Some servers name an answer after its call, as SOAP does.
        const roots = [root, `${operation}Response`];
        call.middlewareStack.add(requireRoot(roots), { step: 'deserialize', priority: 'low', name: 'holdfastRequireRoot' });
        return valueOf(await client.send(call, { abortSignal }));
    };
    return { operation, ask, absentError };
}
/** A JSON document, and not XML: a bucket's policy. */
const JSON_OBJECT = '{';
/** Makes a call fail with `not-implemented` if the answer is another document, whatever its status. */
function requireRoot(roots) {
    return (next) => async (args) => {
        const result = await next(args);
        const response = result.response;
        if (response.statusCode >= 300 || response.body === undefined)
            return result;
        const body = response.body instanceof Uint8Array ? response.body : await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.buffer)(response.body);
        const start = startOf(Buffer.from(body).toString());
        if (!roots.includes(start))
            notAnswered(`Its answer is ${start === '' ? 'empty' : `no ${String(roots[0])}, but ${start}`}.`);
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
function notAnswered(message) {
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'not-implemented', message });
}
/** Errors that say nothing about the bucket's settings, only that this provider has no such call. */
const NOT_SERVED = ['not-implemented', 'object-not-found', 's3-failed'];
/** @param unset the value that stands for a setting that was never set */
async function readCall(connection, { operation, ask, absentError }, unset, signal) {
    const { client, settings, emit } = connection;
    const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner };
    const policy = settings.retry ?? _net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .DEFAULT_RETRY */ .vI;
    try {
        const value = await (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .LH)(() => ask(client, input, signal), { policy, what: operation, emit, signal });
        return { state: 'ok', value };
    }
    catch (error) {
        signal.throwIfAborted();
        if (absentError !== undefined && (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isNamed */ .ev)(error, absentError))
            return { state: 'ok', value: unset };
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


/***/ }),

/***/ 42376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R3: () => (/* binding */ setupCommand),
/* harmony export */   bF: () => (/* binding */ passed),
/* harmony export */   gM: () => (/* binding */ TRY_IT),
/* harmony export */   gz: () => (/* binding */ failed)
/* harmony export */ });
/* harmony import */ var _base_command_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57483);
/** The types of the table of settings: a row, its checks, and their judgements. */

function passed(message, evidence) {
    return { status: 'passed', message, ...(evidence && { evidence }) };
}
function failed(message, more) {
    return { status: 'failed', message, ...more };
}
/** The command of setup that fixes a setting. */
function setupCommand({ bucket, prefix }, flags = '--backup-roles ARN --apply') {
    return `${(0,_base_command_line_js__WEBPACK_IMPORTED_MODULE_0__/* .holdfastCommand */ .TC)('setup', { bucket, prefix }, {})} ${flags}`;
}
/** What to do if a setting of the bucket and a stored object contradict each other. */
const TRY_IT = 'Mode setup with apply tests it on v1/probe, and reports what the server does.';


/***/ }),

/***/ 80429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nu: () => (/* binding */ ALL_BLOCKED),
  wn: () => (/* binding */ ALL_SETTINGS),
  $7: () => (/* binding */ BACKUP_SETTINGS),
  O2: () => (/* binding */ PUBLIC_ACCESS_SWITCHES),
  yy: () => (/* binding */ SETTINGS),
  zh: () => (/* binding */ SETTING_ROWS),
  Sj: () => (/* binding */ SETUP_SETTINGS),
  sE: () => (/* binding */ UNSET_SETTINGS),
  aU: () => (/* binding */ openSwitchesOf),
  sb: () => (/* binding */ readSettings)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./lib/store/sample-object.js
var sample_object = __webpack_require__(98371);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
// EXTERNAL MODULE: ./lib/aws/bucket/encryption.js
var encryption = __webpack_require__(48083);
// EXTERNAL MODULE: ./lib/aws/bucket/lifecycle.js
var lifecycle = __webpack_require__(22420);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/aws/policies/roles.js
var roles = __webpack_require__(3877);
// EXTERNAL MODULE: ./lib/aws/policies/session.js
var session = __webpack_require__(29040);
// EXTERNAL MODULE: ./lib/aws/bucket/change.js
var change = __webpack_require__(17150);
;// CONCATENATED MODULE: ./lib/aws/bucket/lifecycle-plan.js
/** Plans the lifecycle rules of a vault. */






/** Nobody needs the parts of an unfinished upload. Holdfast makes no multipart uploads. */
const ABORT_MULTIPART_DAYS = 7;
/** Allows immediate reads, as packs require. */
const COLD_CLASS = 'GLACIER_IR';
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
const ID_MAX_CHARS = 255;
/**
 * One rule for the vault, and one for its packs if they are to move. Both have the vault's prefix, so that other data
 * in the bucket is not touched. Rules of others are not changed.
 *
 * @throws bucket-unsafe if one of those endangers the vault: only its owner knows what else it is for
 */
function planLifecycle({ rules, minimumSize }, wanted) {
    const vault = (0,session/* vaultPath */.O)(wanted.place.prefix);
    const ids = { versions: ruleId('versions', vault), packs: ruleId('packs', vault) };
    const own = (id) => rules.find((rule) => rule.ID === id);
    const foreign = rules.filter(({ ID }) => ID !== ids.versions && ID !== ids.packs);
    refuseHarmful(foreign, wanted);
    const { days, notes } = noncurrentDays(foreign, own(ids.versions), wanted, vault);
    const versions = {
        ID: ids.versions,
        Status: 'Enabled',
        Filter: { Prefix: vault },
        // A delete marker with no version below it hides nothing; no backup is under it.
        Expiration: { ExpiredObjectDeleteMarker: true },
        ...(days !== undefined && { NoncurrentVersionExpiration: { NoncurrentDays: days } }),
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_MULTIPART_DAYS },
    };
    const packs = packsRule(ids.packs, vault, wanted.transitionDays) ?? own(ids.packs);
    const planned = [versions, ...(packs === undefined ? [] : [packs])];
    const next = [
        ...rules.map((rule) => planned.find(({ ID }) => ID === rule.ID) ?? rule),
        ...planned.filter(({ ID = '' }) => own(ID) === undefined),
    ];
    const now = describeLifecycle(rules, wanted.place.prefix);
    if ((0,roles/* sameJson */.Vk)(rules, next))
        return { now, notes };
    const kept = wanted.place.aws ? undefined : keptAs(own(ids.versions), versions);
    if (kept !== undefined &&
        (0,roles/* sameJson */.Vk)(rules, next.map((rule) => (rule === versions ? kept.rule : rule))))
        return { now, notes: [...notes, ...kept.notes] };
    const input = {
        LifecycleConfiguration: { Rules: next },
        ...(minimumSize !== undefined && { TransitionDefaultMinimumObjectSize: minimumSize }),
    };
    return {
        now,
        then: describeLifecycle(next, wanted.place.prefix),
        step: { operation: 'PutBucketLifecycleConfiguration', input },
        notes,
    };
}
/** Parts of the vault's rule that protect nothing and only clean up. */
const TIDYING = {
    AbortIncompleteMultipartUpload: 'the removal of unfinished uploads',
    Expiration: 'the removal of delete markers with nothing below them',
};
/**
 * The vault's rule as stored by a server that drops such parts. Writing them again in each run would change nothing.
 * undefined: the rule differs in more than that.
 */
function keptAs(there, wanted) {
    if (there === undefined)
        return undefined;
    const names = Object.keys(TIDYING);
    const dropped = names.filter((name) => there[name] === undefined);
    const rest = Object.fromEntries(Object.entries(wanted).filter(([name]) => !dropped.some((each) => each === name)));
    if (dropped.length === 0 || !(0,roles/* sameJson */.Vk)(there, rest))
        return undefined;
    const note = {
        class: 'setup-not-kept',
        message: `The lifecycle rule of the vault lacks ${dropped.map((name) => TIDYING[name]).join(' and ')}.`,
        why: 'Servers other than AWS may accept a rule and drop a part of it. This part protects nothing, so the rule is left as it is.',
    };
    return { rule: there, notes: [note] };
}
function refuseHarmful(foreign, { place }) {
    const harmful = (0,lifecycle/* judgeHarm */.ME)({ rules: foreign, minimumSize: undefined }, place).filter(({ status, backup }) => status === 'failed' && backup !== 'warn');
    if (harmful.length === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bucket-unsafe',
        message: `A lifecycle rule of the bucket endangers the vault: ${harmful.map(({ message }) => message).join(' ')}`,
        why: [...new Set(harmful.map(({ why }) => why))].join(' '),
        fix: 'Setup does not change rules that it did not write. Disable the rule, give it a prefix or tag that leaves the vault out, or use a bucket of its own.',
    });
}
/**
 * Days for the vault's rule; undefined if a rule of somebody else already expires noncurrent S3 versions of the whole
 * vault. The shortest of several rules wins, so a further rule could only weaken it.
 */
function noncurrentDays(foreign, own, { noncurrentDays: asked, place }, vault) {
    const expiring = (0,lifecycle/* rulesOn */.Tv)(foreign, place.prefix).filter((rule) => daysOf(rule) !== undefined);
    const shorter = expiring.filter((rule) => (daysOf(rule) ?? 0) < asked).map(({ ID }) => ID ?? '(without ID)');
    const notes = shorter.length === 0
        ? []
        : [
            {
                class: 'setup-lifecycle-shorter',
                message: `Noncurrent S3 versions are kept for fewer than ${asked} days by ${shorter.join(', ')}.`,
                why: 'Of several rules the shortest wins, and setup does not change rules that it did not write.',
                fix: 'Give that rule a prefix that leaves the vault out, or more days.',
            },
        ];
    if (expiring.some((rule) => isForAll(rule, vault)))
        return { days: undefined, notes };
    const before = own?.Status === 'Enabled' ? (daysOf(own) ?? 0) : 0;
    const text = `noncurrent S3 versions for ${before} days`;
    if (before > asked)
        return { days: before, notes: [...notes, (0,change/* stricter */.R)('lifecycle', text, `${asked} days`)] };
    return { days: asked, notes };
}
function daysOf(rule) {
    return rule.NoncurrentVersionExpiration?.NoncurrentDays;
}
/** Whether the rule holds for every object of the vault, whatever its size. */
function isForAll({ Filter: filter, ...rule }, vault) {
    const sizes = [filter?.ObjectSizeGreaterThan, filter?.ObjectSizeLessThan];
    const both = [filter?.And?.ObjectSizeGreaterThan, filter?.And?.ObjectSizeLessThan];
    const prefix = filter?.Prefix ?? filter?.And?.Prefix ?? rule.Prefix ?? '';
    return [...sizes, ...both].every((size) => size === undefined) && vault.startsWith(prefix);
}
function packsRule(id, vault, days) {
    if (days === undefined)
        return undefined;
    const transition = { Days: days, StorageClass: COLD_CLASS };
    return { ID: id, Status: 'Enabled', Filter: { Prefix: `${vault}packs/` }, Transitions: [transition] };
}
/** One id for each vault of a bucket; a long prefix is replaced by its hash. */
function ruleId(kind, vault) {
    const id = `holdfast-${kind}:${vault}`;
    return id.length <= ID_MAX_CHARS ? id : `holdfast-${kind}:${(0,external_node_crypto_.createHash)('sha256').update(vault).digest('hex')}`;
}
function describeLifecycle(rules, prefix) {
    const texts = (0,lifecycle/* rulesOn */.Tv)(rules, prefix).flatMap((rule) => [
        ...(daysOf(rule) === undefined ? [] : [`noncurrent ${daysOf(rule)} days`]),
        ...(rule.AbortIncompleteMultipartUpload === undefined
            ? []
            : [`unfinished uploads ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation} days`]),
        ...(rule.Transitions ?? []).map((move) => `packs to ${move.StorageClass} after ${move.Days} days`),
    ]);
    return texts.length === 0 ? 'nothing expires' : texts.join(', ');
}

// EXTERNAL MODULE: ./lib/aws/bucket/object-lock.js
var object_lock = __webpack_require__(59461);
// EXTERNAL MODULE: ./lib/aws/bucket/policy-checks.js
var policy_checks = __webpack_require__(90812);
// EXTERNAL MODULE: ./lib/aws/bucket/policy-plan.js
var policy_plan = __webpack_require__(62534);
// EXTERNAL MODULE: ./lib/aws/bucket/reading.js
var reading = __webpack_require__(96688);
// EXTERNAL MODULE: ./lib/aws/bucket/setting.js
var setting = __webpack_require__(42376);
;// CONCATENATED MODULE: ./lib/aws/bucket/settings.js
/**
 * The table of a bucket's settings. A row says how a setting is read, what is checked of it, how that is said, what a
 * failure means for a backup and for an audit, and how setup changes it. Backup, prune, audit and setup render it.
 */











const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
function settings_setting(row) {
    return row;
}
const PUBLIC_ACCESS_SWITCHES = [
    'BlockPublicAcls',
    'BlockPublicPolicy',
    'IgnorePublicAcls',
    'RestrictPublicBuckets',
];
const ALL_BLOCKED = 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';
const OWNER_ENFORCED = 'BucketOwnerEnforced';
const SETTINGS = {
    versioning: settings_setting({
        name: 'versioning',
        call: (0,reading/* bucketCall */.fO)(['GetBucketVersioning', 'VersioningConfiguration'], dist_cjs/* GetBucketVersioningCommand */._rj, ({ Status, MFADelete }) => ({ status: Status ?? 'never', mfaDelete: MFADelete === 'Enabled' })),
        unset: { status: 'never', mfaDelete: false },
        checks: {
            versioning: {
                severity: 'critical',
                title: 'Versioning',
                why: 'Without versions, whoever may write or delete can destroy backups for good.',
                fix: '`aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled`, or `holdfast setup`.',
                url: `${S3}/Versioning.html`,
                backup: 'refuse',
                setupFixes: true,
                judge: judgeVersioning,
            },
            'mfa-delete': {
                severity: 'none',
                title: 'MFA delete',
                why: 'It asks the root user for a second factor before S3 versions are deleted. S3 does not allow it together with lifecycle rules, so most vaults rest on the bucket policy instead.',
                fix: 'Nothing has to be done; a remark only.',
                url: `${S3}/MultiFactorAuthenticationDelete.html`,
                judge: ({ mfaDelete }) => mfaDelete
                    ? (0,setting/* passed */.bF)('Deleting S3 versions asks for a second factor.')
                    : (0,setting/* failed */.gz)('MFA delete is off.', {
                        fix: `Optional, and not possible together with lifecycle rules: ${S3}/MultiFactorAuthenticationDelete.html`,
                    }),
            },
        },
        plan: planVersioning,
    }),
    /** The rule of the default encryption. */
    encryption: settings_setting({
        name: 'encryption',
        call: (0,reading/* bucketCall */.fO)(['GetBucketEncryption', 'ServerSideEncryptionConfiguration'], dist_cjs/* GetBucketEncryptionCommand */.tQT, (answer) => answer.ServerSideEncryptionConfiguration?.Rules?.[0], 'ServerSideEncryptionConfigurationNotFoundError'),
        unset: undefined,
        checks: {
            encryption: {
                severity: 'high',
                title: 'Default encryption',
                why: 'Without encryption, whoever gets access to the disks can read the backups.',
                fix: '`holdfast setup`, or `aws s3api put-bucket-encryption`.',
                url: `${S3}/bucket-encryption.html`,
                backup: 'refuse',
                setupFixes: true,
                judge: encryption/* judgeEncryption */.Zs,
            },
        },
        plan: encryption/* planEncryption */.PU,
    }),
    /** Names of the four switches of the public access block that are off. */
    openSwitches: settings_setting({
        name: 'public access block',
        call: (0,reading/* bucketCall */.fO)(['GetPublicAccessBlock', 'PublicAccessBlockConfiguration'], dist_cjs/* GetPublicAccessBlockCommand */.GLk, (answer) => openSwitchesOf(answer.PublicAccessBlockConfiguration), 'NoSuchPublicAccessBlockConfiguration'),
        unset: PUBLIC_ACCESS_SWITCHES,
        checks: {
            'public-access-block': {
                severity: 'high',
                title: 'Public access block of the bucket',
                why: 'Without it, one wrong policy or ACL later on makes the backups public.',
                fix: '`holdfast setup`, or `aws s3api put-public-access-block` with all four settings.',
                url: `${S3}/access-control-block-public-access.html`,
                backup: 'warn',
                setupFixes: true,
                judge: (open, { bucket }) => open.length === 0
                    ? (0,setting/* passed */.bF)('Public access is blocked.')
                    : (0,setting/* failed */.gz)('The bucket does not block public access.', {
                        evidence: open.map((name) => `${name} is off`),
                        fix: `aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration ${ALL_BLOCKED}`,
                    }),
            },
        },
        plan: planPublicAccess,
    }),
    /** Whether the bucket's policy makes it public, as S3 sees it. */
    policyIsPublic: settings_setting({
        name: 'public policy',
        call: (0,reading/* bucketCall */.fO)(['GetBucketPolicyStatus', 'PolicyStatus'], dist_cjs/* GetBucketPolicyStatusCommand */.y3E, ({ PolicyStatus }) => PolicyStatus?.IsPublic ?? (0,reading/* notAnswered */.zT)('Its answer does not say whether it is public.'), 'NoSuchBucketPolicy'),
        unset: false,
        checks: {
            'public-policy': {
                severity: 'critical',
                title: 'Public bucket policy',
                why: 'Anybody could read or change backups.',
                fix: 'Remove the public statement from the bucket policy.',
                url: `${S3}/access-control-block-public-access.html#access-control-block-public-access-policy-status`,
                backup: 'refuse',
                setupFixes: false,
                judge: (isPublic, { bucket }) => isPublic
                    ? (0,setting/* failed */.gz)('The bucket policy makes the bucket public.', {
                        fix: `Remove the public statement: aws s3api get-bucket-policy --bucket ${bucket} --query Policy`,
                    })
                    : (0,setting/* passed */.bF)('The bucket policy is not public.'),
            },
        },
    }),
    /** Permissions that the ACL grants to everybody, or to any AWS account. Setup turns ACLs off (ownership). */
    publicGrants: settings_setting({
        name: 'public ACL',
        call: (0,reading/* bucketCall */.fO)(['GetBucketAcl', 'AccessControlPolicy'], dist_cjs/* GetBucketAclCommand */.QPs, ({ Grants = [] }) => Grants.filter(({ Grantee }) => isPublicGroup(Grantee?.URI)).map(({ Permission }) => String(Permission))),
        unset: [],
        checks: {
            'public-acl': {
                severity: 'critical',
                title: 'Public ACL',
                why: 'Anybody could list or change backups.',
                fix: '`aws s3api put-bucket-acl --acl private`, and turn ACLs off (`object-ownership`).',
                url: `${S3}/acl-overview.html`,
                backup: 'refuse',
                setupFixes: true,
                judge: (grants, { bucket }) => grants.length > 0
                    ? (0,setting/* failed */.gz)('The ACL of the bucket is public.', {
                        evidence: grants.map((grant) => `${grant} for everybody`),
                        fix: `aws s3api put-bucket-acl --bucket ${bucket} --acl private`,
                    })
                    : (0,setting/* passed */.bF)('The ACL of the bucket is not public.'),
            },
        },
    }),
    /** `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`. */
    ownership: settings_setting({
        name: 'object ownership',
        call: (0,reading/* bucketCall */.fO)(['GetBucketOwnershipControls', 'OwnershipControls'], dist_cjs/* GetBucketOwnershipControlsCommand */.$rC, (answer) => answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? (0,reading/* notAnswered */.zT)('Its answer names no ownership.'), 'OwnershipControlsNotFoundError'),
        unset: 'ObjectWriter',
        checks: {
            'object-ownership': {
                severity: 'medium',
                title: 'Object ownership',
                why: 'While ACLs are in force, policies alone do not say who may read an object, and objects may belong to other accounts.',
                fix: '`holdfast setup`, or `aws s3api put-bucket-ownership-controls` with BucketOwnerEnforced.',
                url: `${S3}/about-object-ownership.html`,
                judge: (ownership, { bucket }) => ownership === OWNER_ENFORCED
                    ? (0,setting/* passed */.bF)('ACLs are off: the owner of the bucket owns every object.')
                    : (0,setting/* failed */.gz)(`ACLs are in force (${ownership}).`, {
                        fix: `aws s3api put-bucket-ownership-controls --bucket ${bucket} --ownership-controls Rules=[{ObjectOwnership=${OWNER_ENFORCED}}]`,
                    }),
            },
        },
        plan: planOwnership,
    }),
    /** Destinations of enabled rules. */
    replication: settings_setting({
        name: 'replication',
        call: (0,reading/* bucketCall */.fO)(['GetBucketReplication', 'ReplicationConfiguration'], dist_cjs/* GetBucketReplicationCommand */.qJf, ({ ReplicationConfiguration }) => (ReplicationConfiguration?.Rules ?? [])
            .filter(({ Status }) => Status === 'Enabled')
            .map(({ Destination }) => String(Destination?.Bucket)), 'ReplicationConfigurationNotFoundError'),
        unset: [],
        checks: {
            replication: {
                severity: 'none',
                title: 'Replication',
                why: 'A copy in another account or region survives the loss of this one.',
                fix: 'Optional: a replication rule to a bucket of another account, without delete markers. A remark only.',
                url: `${S3}/replication.html`,
                judge: (targets) => targets.length > 0
                    ? (0,setting/* passed */.bF)('The bucket is replicated.', targets)
                    : (0,setting/* failed */.gz)('The bucket is not replicated.', {
                        fix: `Optional: a rule that copies the vault to a bucket of another account, without delete markers: ${S3}/replication.html`,
                    }),
            },
        },
    }),
    /** The bucket to which access is logged. */
    logging: settings_setting({
        name: 'access logging',
        call: (0,reading/* bucketCall */.fO)(['GetBucketLogging', 'BucketLoggingStatus'], dist_cjs/* GetBucketLoggingCommand */.Bdv, ({ LoggingEnabled }) => LoggingEnabled?.TargetBucket),
        unset: undefined,
        checks: {
            logging: {
                severity: 'low',
                title: 'Access logging',
                why: 'Without a log nobody can tell afterwards who read or deleted what. CloudTrail data events do the same, but audit does not see them.',
                fix: '`aws s3api put-bucket-logging` to a bucket of its own, or CloudTrail data events.',
                url: `${S3}/ServerLogs.html`,
                judge: (target, { bucket }) => target === undefined
                    ? (0,setting/* failed */.gz)('Access to the bucket is not logged.', {
                        fix: `aws s3api put-bucket-logging --bucket ${bucket} --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG-BUCKET","TargetPrefix":"${bucket}/"}}'`,
                    })
                    : (0,setting/* passed */.bF)('Access is logged.', [`to ${target}`]),
            },
        },
    }),
    lifecycle: settings_setting({
        name: 'lifecycle',
        call: (0,reading/* bucketCall */.fO)(['GetBucketLifecycleConfiguration', 'LifecycleConfiguration'], dist_cjs/* GetBucketLifecycleConfigurationCommand */.iQ1, ({ Rules = [], TransitionDefaultMinimumObjectSize }) => ({
            rules: Rules,
            minimumSize: TransitionDefaultMinimumObjectSize,
        }), 'NoSuchLifecycleConfiguration'),
        unset: { rules: [], minimumSize: undefined },
        checks: {
            'lifecycle-harm': {
                severity: 'critical',
                title: 'Harmful lifecycle rules',
                why: 'Lifecycle rules delete on their own. A rule that expires current objects deletes packs that newer snapshots need. A rule that removes noncurrent S3 versions early leaves no time to undo an attack.',
                fix: 'Remove the rule, or give it a prefix that leaves the vault out. Rules that expire current objects are critical. Rules that keep noncurrent S3 versions less than 30 days, limit their number, or move current objects to an archive class are high. Moving noncurrent S3 versions to an archive class is low. The 30 days are more than the grace of prune and the time between two prunes (docs/safety.md).',
                url: `${S3}/intro-lifecycle-rules.html`,
                backup: 'refuse',
                backupName: 'lifecycle',
                setupFixes: false,
                judge: lifecycle/* judgeHarm */.ME,
            },
            'lifecycle-foreign': {
                severity: 'low',
                title: 'Lifecycle rules that setup did not write',
                why: 'Whoever maintains such a rule may not know that it applies to the vault.',
                fix: 'Check the rule. Give it a prefix that leaves the vault out if it is not intended for it.',
                url: `${S3}/intro-lifecycle-rules.html`,
                judge: lifecycle/* judgeForeignRules */.v2,
            },
            'noncurrent-expiry': {
                severity: 'low',
                title: 'Expiry of noncurrent S3 versions',
                why: 'Without it, what prune deletes is stored and paid for forever.',
                fix: '`holdfast setup`.',
                url: `${S3}/intro-lifecycle-rules.html`,
                judge: lifecycle/* judgeExpiry */.BF,
            },
            'abort-multipart': {
                severity: 'low',
                title: 'Cleaning up of multipart uploads',
                why: 'Parts of uploads that were never finished are stored and paid for, and no listing shows them.',
                fix: '`holdfast setup`.',
                url: `${S3}/mpu-abort-incomplete-mpu-lifecycle-config.html`,
                judge: lifecycle/* judgeUploads */.y9,
            },
        },
        plan: planLifecycle,
    }),
    /** JSON. Audit checks to whom it gives access (aws/audit/access.ts). */
    policy: settings_setting({
        name: 'bucket policy',
        call: (0,reading/* bucketCall */.fO)(['GetBucketPolicy', reading/* JSON_OBJECT */.rK], dist_cjs/* GetBucketPolicyCommand */.mCJ, ({ Policy }) => Policy, 'NoSuchBucketPolicy'),
        unset: undefined,
        checks: {
            'tls-only': {
                severity: 'medium',
                title: 'TLS only',
                why: 'Requests without TLS can be read and changed in transit.',
                fix: '`holdfast setup` adds the statement. A server without TLS cannot have it.',
                url: `${S3}/security-best-practices.html#transit`,
                judge: policy_checks/* judgeTls */.nJ,
            },
            'deny-overwrite': {
                severity: 'high',
                title: 'Overwriting is denied',
                why: 'A stolen backup role could overwrite every pack. Old S3 versions stay, but every restore fails until repair has run.',
                fix: '`holdfast setup`. At providers other than AWS a failure is medium, since many cannot refuse it. There, audit at least every 10 days, and repair what was overwritten.',
                url: `${S3}/conditional-writes-enforce.html`,
                judge: policy_checks/* judgeOverwriting */.mp,
            },
            'deny-delete': {
                severity: 'high',
                title: 'Deleting S3 versions is denied',
                why: 'Whoever may delete S3 versions can destroy backups for good, versioning or not.',
                fix: '`holdfast setup`. It passes if deleting S3 versions of roots, packs and parts is denied to anybody at all. The evidence says to whom. `role-delete-versions` checks each role.',
                url: `${S3}/DeletingObjectVersions.html`,
                judge: policy_checks/* judgeDeleting */.o$,
            },
            'deny-rules': {
                severity: 'medium',
                title: 'Changing the rules is denied',
                why: 'Whoever may change lifecycle rules, versioning or the policy can remove every other protection, and then delete the backups.',
                fix: '`holdfast setup`.',
                url: `${S3}/example-bucket-policies.html`,
                judge: policy_checks/* judgeRules */.T_,
            },
        },
        plan: (text, wanted) => (0,policy_plan/* planPolicy */._)(text, wanted).planned,
    }),
    objectLock: settings_setting({
        name: 'Object Lock',
        call: (0,reading/* bucketCall */.fO)(['GetObjectLockConfiguration', 'ObjectLockConfiguration'], dist_cjs/* GetObjectLockConfigurationCommand */.mU1, (answer) => answer.ObjectLockConfiguration, 'ObjectLockConfigurationNotFoundError'),
        unset: undefined,
        checks: {
            'object-lock': {
                severity: 'medium',
                title: 'Object Lock',
                why: 'It is the only protection that also holds against an administrator of the account. It is optional where the bucket policy denies deleting and overwriting.',
                fix: '`holdfast setup` with `object-lock-days`. A remark only where `deny-overwrite` and `deny-delete` pass.',
                url: `${S3}/object-lock.html`,
                judge: object_lock/* judgeObjectLock */.qU,
            },
        },
        plan: object_lock/* planObjectLock */.Oh,
    }),
};
/** The rows in the order of the table. */
const SETTING_ROWS = Object.entries(SETTINGS);
const ALL_SETTINGS = Object.keys(SETTINGS);
/** Those with a check that can stop a backup. */
const BACKUP_SETTINGS = [
    'versioning',
    'encryption',
    'openSwitches',
    'policyIsPublic',
    'publicGrants',
    'lifecycle',
];
/** Those that setup changes, in this order: what protects the others comes first, the policy last. */
const SETUP_SETTINGS = [
    'openSwitches',
    'ownership',
    'versioning',
    'encryption',
    'lifecycle',
    'objectLock',
    'policy',
];
/** The settings of a bucket that does not exist yet. What AWS sets by default is read after its creation. */
const UNSET_SETTINGS = Object.fromEntries(SETTING_ROWS.map(([name, { unset }]) => [name, { state: 'ok', value: unset }]));
/** Reads settings side by side, one call each. Throws if the bucket cannot be reached at all. */
async function readSettings(connection, names, signal) {
    const readings = await (0,retry/* allOrStop */.PR)(signal, (shared) => Promise.all(names.map(async (name) => {
        const { call, unset } = SETTINGS[name];
        return [name, await (0,reading/* readCall */.D9)(connection, call, unset, shared)];
    })));
    return Object.fromEntries(readings);
}
/** Where the bucket says that versioning is enabled, an object may show otherwise. */
function judgeVersioning({ status }, { bucket, object }) {
    if (status !== 'Enabled')
        return (0,setting/* failed */.gz)(status === 'Suspended' ? 'Versioning of the bucket is suspended.' : 'The bucket has no versioning.', {
            fix: `aws s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled`,
        });
    if (object === undefined || (0,sample_object/* isRealVersion */.G)(object.versionId))
        return (0,setting/* passed */.bF)('Versioning is enabled.');
    if (object.versionId === 'null')
        return {
            status: 'unknown',
            message: `The bucket says that versioning is enabled, but ${object.key} was written without it, perhaps before. ${setting/* TRY_IT */.gM}`,
        };
    return (0,setting/* failed */.gz)('The bucket says that versioning is enabled, but a stored object has no S3 version.', {
        evidence: [`No answer about ${object.key} names its S3 version.`],
        fix: `Use a server that keeps S3 versions (docs/providers.md). ${setting/* TRY_IT */.gM}`,
    });
}
/** Of a bucket's public access block or an account's. */
function openSwitchesOf(block) {
    return PUBLIC_ACCESS_SWITCHES.filter((name) => block?.[name] !== true);
}
/**
 * The groups "everyone" and "any AWS account": https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
function isPublicGroup(uri) {
    return /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri ?? '');
}
function planPublicAccess(open) {
    if (open.length === 0)
        return { now: 'blocked' };
    const block = (isOn) => {
        const switches = Object.fromEntries(PUBLIC_ACCESS_SWITCHES.map((name) => [name, isOn(name)]));
        return { operation: 'PutPublicAccessBlock', input: { PublicAccessBlockConfiguration: switches } };
    };
    const isAllOpen = open.length === PUBLIC_ACCESS_SWITCHES.length;
    const undo = isAllOpen
        ? { operation: 'DeletePublicAccessBlock', input: {} }
        : block((name) => !open.includes(name));
    return { now: `off: ${open.join(', ')}`, then: 'blocked', step: block(() => true), undo };
}
function planOwnership(now) {
    if (now === OWNER_ENFORCED)
        return { now };
    const put = (ObjectOwnership) => {
        return { operation: 'PutBucketOwnershipControls', input: { OwnershipControls: { Rules: [{ ObjectOwnership }] } } };
    };
    return { now, then: OWNER_ENFORCED, step: put(OWNER_ENFORCED), undo: put(now) };
}
function planVersioning({ status }) {
    if (status === 'Enabled')
        return { now: status };
    const step = { operation: 'PutBucketVersioning', input: { VersioningConfiguration: { Status: 'Enabled' } } };
    return { now: status === 'never' ? 'never enabled' : status, then: 'Enabled', step };
}


/***/ }),

/***/ 57202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ isAwsEndpoint),
/* harmony export */   Yl: () => (/* binding */ defaultAudience),
/* harmony export */   iI: () => (/* binding */ firstRegionOf),
/* harmony export */   iQ: () => (/* binding */ partitionOf)
/* harmony export */ });
/** Partitions of AWS by how their regions begin: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const PARTITIONS = [
    { regions: 'cn-', partition: 'aws-cn', firstRegion: 'cn-north-1' },
    { regions: 'us-gov-', partition: 'aws-us-gov', firstRegion: 'us-gov-west-1' },
    { regions: 'us-isob-', partition: 'aws-iso-b', firstRegion: 'us-isob-east-1' },
    { regions: 'us-isof-', partition: 'aws-iso-f', firstRegion: 'us-isof-south-1' },
    { regions: 'us-iso-', partition: 'aws-iso', firstRegion: 'us-iso-east-1' },
    { regions: 'eu-isoe-', partition: 'aws-iso-e', firstRegion: 'eu-isoe-west-1' },
    { regions: 'eusc-', partition: 'aws-eusc', firstRegion: 'eusc-de-east-1' },
    { regions: '', partition: 'aws', firstRegion: 'us-east-1' },
];
/** The second field of an ARN; `aws` by default. A region takes precedence over a role. */
function partitionOf(region, roleArn) {
    if (region === undefined)
        return roleArn?.split(':')[1] ?? 'aws';
    return PARTITIONS.find(({ regions }) => region.startsWith(regions))?.partition ?? 'aws';
}
/** A region whose STS answers for the whole partition, for callers without a region. */
function firstRegionOf(partition) {
    return PARTITIONS.find((row) => row.partition === partition)?.firstRegion ?? 'us-east-1';
}
/** The audience that AWS documents for an OIDC provider of the partition. */
function defaultAudience(partition) {
    return partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';
}
const AWS_DOMAINS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'api.aws', 'api.amazonwebservices.com.cn'];
/** Whether an endpoint URL belongs to AWS (a VPC endpoint, for example) and not to another provider. */
function isAwsEndpoint(url) {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    return AWS_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}


/***/ }),

/***/ 47988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qg: () => (/* binding */ publicStatements),
/* harmony export */   rQ: () => (/* binding */ picksCallers),
/* harmony export */   tJ: () => (/* binding */ namesAnybody)
/* harmony export */ });
/** Names of the statements of a policy that let anybody do something, by whose account or ARN nothing is asked. */
function publicStatements(statements) {
    return statements.flatMap((statement, index) => {
        const { effect, sid, principals, notPrincipals, conditions } = statement;
        const isOpen = namesAnybody(principals) || notPrincipals !== undefined;
        if (effect !== 'Allow' || !isOpen || conditions.some(picksCallers))
            return [];
        return [sid ?? `number ${index + 1}, without a Sid (${statement.actions.join(', ')})`];
    });
}
function namesAnybody(principals) {
    return (principals?.['AWS'] ?? []).includes('*');
}
/** Whether a condition leaves only callers of some accounts, and not whoever uses the key in some way. */
function picksCallers({ operator, key, values }) {
    const isPositive = /^(ForAnyValue:)?(String(Equals|Like|EqualsIgnoreCase)|Arn(Equals|Like))$/i.test(operator);
    return isPositive && CALLER_KEYS.test(key) && !values.includes('*');
}
const CALLER_KEYS = /^(kms:CallerAccount|aws:(Principal(Account|Arn|OrgID|OrgPaths)|SourceAccount|SourceArn|SourceOrgID))$/i;


/***/ }),

/***/ 2409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ deniesAll),
/* harmony export */   Kc: () => (/* binding */ concerns),
/* harmony export */   ON: () => (/* binding */ parsePolicy),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   b: () => (/* binding */ mayDo),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   ch: () => (/* binding */ matchesAction),
/* harmony export */   go: () => (/* binding */ conditionsHold),
/* harmony export */   qr: () => (/* binding */ most)
/* harmony export */ });
/* unused harmony exports like, intersect */
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77934);
/** Evaluates IAM policies as an auditor reads them: allowed, denied, or unknown. */

const scalar = valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY()]), valibot__WEBPACK_IMPORTED_MODULE_0__/* .transform */ .pdi(String));
const texts = valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([scalar, valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(scalar)]), valibot__WEBPACK_IMPORTED_MODULE_0__/* .transform */ .pdi((value) => (typeof value === 'string' ? [value] : value)));
const principals = valibot__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
    valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('*'), valibot__WEBPACK_IMPORTED_MODULE_0__/* .transform */ .pdi(() => ({ AWS: ['*'] }))),
    valibot__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), texts),
]);
const statementSchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    Sid: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
    Effect: valibot__WEBPACK_IMPORTED_MODULE_0__/* .picklist */ .KIO(['Allow', 'Deny']),
    Action: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(texts, []),
    NotAction: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(texts, []),
    Resource: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(texts, []),
    NotResource: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(texts, []),
    Principal: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(principals),
    NotPrincipal: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(principals),
    Condition: valibot__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), texts)), {}),
});
const policySchema = valibot__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ Statement: valibot__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([valibot__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(statementSchema), statementSchema]) });
/** @throws SyntaxError or ValiError for what is not a policy */
function parsePolicy(text) {
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qgA(policySchema, JSON.parse(text));
    return [parsed.Statement].flat().map((statement) => ({
        sid: statement.Sid,
        effect: statement.Effect,
        actions: statement.Action,
        notActions: statement.NotAction,
        resources: statement.Resource,
        notResources: statement.NotResource,
        principals: statement.Principal,
        notPrincipals: statement.NotPrincipal,
        conditions: Object.entries(statement.Condition).flatMap(([operator, tests]) => Object.entries(tests).map(([key, values]) => ({ operator, key, values }))),
    }));
}
/**
 * Whether the policies allow an action on any resource of the set. Session policies and boundaries can only restrict
 * it.
 */
function mayDo({ identity, bucket, bucketOwner }, question) {
    const denies = [
        ...(identity ?? []).filter(({ effect }) => effect === 'Deny'),
        ...bucket.filter((statement) => statement.effect === 'Deny' && concerns(statement, question.who)),
    ];
    const byIdentity = allowedBy(identity ?? [], denies, question);
    const grants = bucket.filter((statement) => statement.effect === 'Allow' && grantsTo(statement, question.who));
    const byBucket = allowedBy(grants, denies, question);
    const isForeign = bucketOwner !== undefined && question.who.accountId !== bucketOwner;
    // Across accounts both sides must agree; the policies of the other account are not known and may allow anything.
    if (isForeign && identity !== undefined)
        return least(byIdentity, byBucket);
    return most(byIdentity, byBucket);
}
function allowedBy(statements, denies, question) {
    let answer = 'no';
    for (const statement of statements) {
        if (statement.effect !== 'Allow' || !matchesAction(statement, question.action))
            continue;
        const holds = conditionsHold(statement.conditions, question.context);
        if (holds === 'no')
            continue;
        for (const resource of allowedResources(statement, question.resource)) {
            answer = most(answer, least(holds, notDenied(denies, { ...question, resource })));
        }
    }
    return answer;
}
/** The parts of the requested set that a statement covers. */
function allowedResources(statement, wanted) {
    if (statement.notResources.length > 0)
        return covers(statement.notResources, wanted) ? [] : [wanted];
    return statement.resources
        .filter((resource) => intersect(resource, wanted))
        .map((resource) => (like(resource, wanted) ? resource : wanted));
}
function notDenied(denies, question) {
    let answer = 'yes';
    for (const deny of denies) {
        if (!matchesAction(deny, question.action) || !deniesAll(deny, question.resource))
            continue;
        const holds = conditionsHold(deny.conditions, question.context);
        if (holds === 'yes')
            return 'no';
        if (holds === 'maybe')
            answer = 'maybe';
    }
    return answer;
}
/** Whether a statement covers every resource of a set. */
function deniesAll({ resources, notResources }, set) {
    if (notResources.length > 0)
        return !notResources.some((pattern) => intersect(pattern, set));
    return covers(resources, set);
}
function covers(patterns, set) {
    return patterns.some((pattern) => like(set, pattern));
}
function matchesAction({ actions, notActions }, action) {
    const fits = (pattern) => like(action.toLowerCase(), pattern.toLowerCase());
    return actions.length > 0 ? actions.some(fits) : notActions.length > 0 && !notActions.some(fits);
}
/** Whether a statement of a resource policy covers a principal, by name, by account or by a wildcard. */
function concerns({ principals: named, notPrincipals }, who) {
    const isNamed = (all) => (all['AWS'] ?? []).some((name) => name === '*' || name === who.arn || accountOf(name) === who.accountId);
    if (notPrincipals !== undefined)
        return !isNamed(notPrincipals);
    return named !== undefined && isNamed(named);
}
/** In the owner's account, naming the account only hands the decision to its IAM policies. */
function grantsTo({ principals: named }, who) {
    return Object.values(named ?? {}).some((names) => names.some((name) => name === '*' || name === who.arn));
}
/** The account that a principal stands for as a whole: twelve digits, or the ARN of its root. */
function accountOf(principal) {
    return /^(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
}
/** The account of a principal or another ARN. */
function ownerOf(arn) {
    return accountOf(arn) ?? arn.split(':')[4];
}
function conditionsHold(conditions, context) {
    return conditions.reduce((answer, condition) => least(answer, holds(condition, context)), 'yes');
}
const OPERATORS = {
    StringEquals: (actual, wanted) => actual === wanted,
    StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
    StringLike: like,
    Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
    ArnEquals: like,
    ArnLike: like,
};
function holds({ operator, key, values }, context) {
    const name = key.toLowerCase();
    if (!(name in context) || values.some((value) => value.includes('${')))
        return 'maybe';
    const actual = context[name];
    const plain = operator.replace(/^For(AllValues|AnyValue):/, '').replace(/IfExists$/, '');
    if (plain === 'Null')
        return toAnswer(values.some((value) => value.toLowerCase() === String(actual === undefined)));
    const negated = plain.includes('Not');
    const test = OPERATORS[plain.replace('Not', '')];
    if (actual === undefined)
        return toAnswer(negated || /^ForAllValues:|IfExists$/.test(operator));
    return test === undefined ? 'maybe' : toAnswer(values.some((value) => test(actual, value)) !== negated);
}
function toAnswer(value) {
    return value ? 'yes' : 'no';
}
const RANKS = ['no', 'maybe', 'yes'];
function most(...answers) {
    return answers.reduce((a, b) => (RANKS.indexOf(a) >= RANKS.indexOf(b) ? a : b), 'no');
}
function least(a, b) {
    return RANKS.indexOf(a) <= RANKS.indexOf(b) ? a : b;
}
/**
 * Whether a text matches a pattern with `*` and `?`. A set of texts, itself with wildcards, matches only if all of it
 * does.
 */
function like(text, pattern) {
    const states = new Set([0]);
    const close = () => {
        for (const at of states)
            if (pattern[at] === '*')
                states.add(at + 1);
    };
    close();
    for (const char of text) {
        const next = [...states].flatMap((at) => {
            const wanted = pattern[at];
            if (wanted === '*')
                return [at];
            return wanted === char || (wanted === '?' && char !== '*') ? [at + 1] : [];
        });
        states.clear();
        for (const at of next)
            states.add(at);
        close();
    }
    return states.has(pattern.length);
}
/** Whether any text matches both patterns. */
function intersect(a, b) {
    const seen = new Set();
    const open = [[0, 0]];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
        const [i, j] = pair;
        const id = i * (b.length + 1) + j;
        if (seen.has(id))
            continue;
        seen.add(id);
        if (i === a.length && j === b.length)
            return true;
        const [x, y] = [a[i], b[j]];
        if (x === '*')
            open.push([i + 1, j]);
        if (y === '*')
            open.push([i, j + 1]);
        if (x === undefined || y === undefined)
            continue;
        if (x === '*' && y !== '*')
            open.push([i, j + 1]);
        else if (y === '*' && x !== '*')
            open.push([i + 1, j]);
        else if (x === y || x === '?' || y === '?')
            open.push([i + 1, j + 1]);
    }
    return false;
}


/***/ }),

/***/ 3877:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ keysNamedBy),
/* harmony export */   Jc: () => (/* binding */ vaultStatements),
/* harmony export */   Jm: () => (/* binding */ isOwnSid),
/* harmony export */   RZ: () => (/* binding */ trustPolicy),
/* harmony export */   SH: () => (/* binding */ rolesNamedBy),
/* harmony export */   ST: () => (/* binding */ ROLE_NAMES),
/* harmony export */   T8: () => (/* binding */ noOverwrite),
/* harmony export */   UJ: () => (/* binding */ sameStatement),
/* harmony export */   Vk: () => (/* binding */ sameJson),
/* harmony export */   Z6: () => (/* binding */ subjectsOf),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   gg: () => (/* binding */ ROLES),
/* harmony export */   jk: () => (/* binding */ keyPatterns),
/* harmony export */   k5: () => (/* binding */ writesOfRole),
/* harmony export */   uC: () => (/* binding */ marksOfRole),
/* harmony export */   v2: () => (/* binding */ rolePolicy),
/* harmony export */   xo: () => (/* binding */ claimsOfRole)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_storage_classes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12053);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29040);
/** The roles of a vault and the statements of its bucket policy: what each may do, and nothing else. */



/**
 * The roles of a vault. Each has the rights of its modes and no others; session-policy.ts says which. Whoever holds the
 * role of a nightly job can therefore neither prune backups nor confirm them.
 */
const ROLES = {
    backup: { modes: ['backup', 'fleet', 'coverage'], environment: 'holdfast', fromBranch: true },
    restore: { modes: ['restore', 'list', 'find', 'diff', 'cat', 'browse'], environment: 'holdfast', fromBranch: false },
    verify: { modes: ['verify'], environment: 'holdfast', fromBranch: false },
    prune: { modes: ['prune'], environment: 'holdfast-admin', fromBranch: false },
    repair: { modes: ['repair', 'undelete', 'mark', 'keys'], environment: 'holdfast-admin', fromBranch: false },
    audit: { modes: ['audit'], environment: 'holdfast', fromBranch: false },
    setup: { modes: ['setup'], environment: 'holdfast-admin', fromBranch: false },
};
const ROLE_NAMES = Object.keys(ROLES);
/** The policy to attach to a role: what it may do in the vault. */
function rolePolicy(role, place) {
    return (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .policyDocument */ .yr)((0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .allowStatements */ .Y5)(ROLES[role].modes, place, (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .vaultPath */ .O)(place.prefix)));
}
/** Kinds of marks that a role may set, on any snapshot; `*` is all of them. */
function marksOfRole(role) {
    const kinds = (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .marksOf */ .Ok)(ROLES[role].modes);
    return kinds.includes('*') ? ['*'] : kinds;
}
/** What a role may write, as paths below `v1/` with wildcards. */
function writesOfRole(role) {
    return (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .writtenPaths */ .MD)(ROLES[role].modes);
}
/**
 * Subjects of the jobs that may assume a role, in both forms that GitHub writes:
 * https://docs.github.com/actions/reference/security/oidc#immutable-subject-claims
 */
function subjectsOf(role, { repository, ids, defaultBranch }) {
    const { environment, fromBranch } = ROLES[role];
    const [owner = '', name = ''] = repository.split('/');
    const starts = [
        `repo:${repository}`,
        ...(ids === undefined ? [] : [`repo:${owner}@${ids.owner}/${name}@${ids.repository}`]),
    ];
    const ends = [...(fromBranch ? [`ref:refs/heads/${defaultBranch}`] : []), `environment:${environment}`];
    return starts.flatMap((start) => ends.map((end) => `${start}:${end}`));
}
/**
 * @param claims.repositoryId '' where it is not known
 * @param claims.workflow the only workflow file whose jobs may back up: `owner/name/.github/workflows/file.yml@ref`
 */
function claimsOfRole(role, { repositoryId, workflow }) {
    return {
        ...(repositoryId !== '' && { repository_id: repositoryId }),
        ...(role === 'backup' && workflow !== undefined && { job_workflow_ref: workflow }),
    };
}
/** Who may assume a role: jobs with one of the subjects, spelled out, whose token was made for this audience. */
function trustPolicy(subjects, { issuer, providerArn, audience, claims = {} }) {
    const named = Object.entries({ aud: audience, sub: subjects, ...claims });
    const conditions = Object.fromEntries(named.map(([claim, value]) => [`${issuer}:${claim}`, value]));
    return (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .policyDocument */ .yr)([
        {
            Effect: 'Allow',
            Principal: { Federated: providerArn },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: conditions },
        },
    ]);
}
/** Actions that can destroy a backup, or make a rule apply that destroys it. */
const DESTRUCTIVE_ON_OBJECTS = [
    's3:DeleteObject*',
    's3:BypassGovernanceRetention',
    's3:PutObjectAcl',
    's3:PutObjectVersionAcl',
    's3:PutObjectTagging',
    's3:PutObjectVersionTagging',
    's3:PutObjectRetention',
    's3:PutObjectLegalHold',
];
/** Versioning, lifecycle, policy, encryption, replication and all other settings of the bucket. */
const SETTINGS = ['s3:DeleteBucket*', 's3:PutBucket*', 's3:Put*Configuration'];
/**
 * Written only by roles that confirm or judge backups, or say what the vault asks of them. The role of a backup would
 * confirm its own work. What legs of a fleet note is no judgement: it is theirs.
 */
const JUDGEMENTS = ['marks/*', 'state/verify/*', 'state/prune/*', 'state/audit/*', 'state/keys/*', 'vault/*', 'keys/*'];
const STORAGE_CLASS = 's3:x-amz-storage-class';
const KMS_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
/** What the bucket refuses, whatever the roles allow. */
function vaultStatements(place, { backupRoles, vaultKeys, tls }) {
    const bucket = (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketArn */ .SB)(place);
    const objects = (path) => (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .objectArn */ .nd)(place, path);
    // An absent header matches every negated operator, so its presence is required too.
    const putDenied = (name, header, more = {}) => ({
        ...denied(sid(name, place), 's3:PutObject', objects('*')),
        Condition: { ...more, Null: { [header]: 'false' } },
    });
    const toBackup = (name, actions, resources) => ({
        ...denied(sid(name, place), actions, resources),
        ...onlyFor(backupRoles, place.aws),
    });
    // Ceph does not compare the key in Bool over http, and does in BoolIfExists.
    const notTls = { [place.aws ? 'Bool' : 'BoolIfExists']: { 'aws:SecureTransport': 'false' } };
    return [
        ...(tls ? [{ ...denied('HoldfastTlsOnly', 's3:*', [bucket, `${bucket}/*`]), Condition: notTls }] : []),
        putDenied('NoCopies', 's3:x-amz-copy-source'),
        putDenied('NoCustomerKeys', 's3:x-amz-server-side-encryption-customer-algorithm'),
        putDenied('NoArchives', STORAGE_CLASS, { StringNotEquals: { [STORAGE_CLASS]: _base_storage_classes_js__WEBPACK_IMPORTED_MODULE_2__/* .STORAGE_CLASSES */ .Z } }),
        putDenied('OnlyVaultKeys', KMS_KEY, vaultKeys.length === 0 ? {} : { StringNotLike: { [KMS_KEY]: vaultKeys } }),
        ...(backupRoles.length === 0
            ? []
            : [
                toBackup('BackupOnlyAdds', DESTRUCTIVE_ON_OBJECTS, objects('*')),
                toBackup('BackupVouchesForNothing', 's3:PutObject', JUDGEMENTS.map(objects)),
                toBackup('BackupKeepsSettings', SETTINGS, bucket),
            ]),
    ];
}
/**
 * How a PUT may name a KMS key, for a condition of the bucket's policy: as it was given, and as S3 may write it out.
 *
 * @param key an id, an ARN or an alias
 * @param accountId where ids and aliases are looked up; undefined: only what was given
 */
function keyPatterns(key, { partition, accountId }) {
    const { account = accountId, name } = /^arn:[^:]*:kms:[^:]*:(?<account>[^:]*):(?<name>.*)$/.exec(key)?.groups ?? {};
    if (name?.startsWith('key/'))
        return [key, name.slice('key/'.length)];
    const given = name === undefined ? [key] : [key, name];
    if (account === undefined || account === '')
        return given;
    const start = `arn:${partition}:kms:*:${account}:`;
    // An alias may stand for any key of its account.
    const isAlias = (name ?? key).startsWith('alias/');
    return [...given, ...(isAlias ? [`${start}${name ?? key}`, `${start}key/*`] : [`${start}key/${key}`])];
}
/** The keys that a statement of ours allows; undefined if it is not about keys. */
function keysNamedBy(statement) {
    const { StringNotLike: allowed, Null: present } = (statement.Condition ?? {});
    if (present?.[KMS_KEY] === undefined)
        return undefined;
    return [allowed?.[KMS_KEY]].flat().filter((key) => typeof key === 'string');
}
/**
 * Refuses every PutObject that could overwrite, multipart uploads included: those of a vault are single and
 * conditional. Only for servers that know the condition key: others may refuse the conditional ones too
 * (docs/format.md, rule 11).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 *
 * @param path below `v1/`; the probe's alone, to find out how the server handles it
 */
function noOverwrite(place, path = '*') {
    const name = path === '*' ? 'NoOverwrite' : 'OverwriteProbe';
    return {
        ...denied(sid(name, place), 's3:PutObject', (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .objectArn */ .nd)(place, path)),
        Condition: { Null: { 's3:if-none-match': 'true' } },
    };
}
function denied(name, actions, resources) {
    return { Sid: name, Effect: 'Deny', Principal: '*', Action: actions, Resource: resources };
}
/**
 * AWS refuses a policy whose principal is a role that does not exist, but accepts it in a condition. Ceph does not know
 * that condition key, and takes any name of a role.
 */
function onlyFor(roles, aws) {
    return aws ? { Condition: { ArnLike: { 'aws:PrincipalArn': roles } } } : { Principal: { AWS: roles } };
}
/** The roles that the statements of the vault concern. */
function rolesNamedBy(statement) {
    const named = statement.Principal?.AWS;
    const conditions = statement.Condition;
    return [named, conditions?.ArnLike?.['aws:PrincipalArn']]
        .flat()
        .filter((arn) => typeof arn === 'string' && arn !== '*');
}
/** Statements of several vaults in one bucket are told apart by their prefixes. */
function sid(name, { prefix }) {
    const suffix = prefix === '' ? '' : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(prefix).digest('hex').slice(0, 8);
    return `Holdfast${name}${suffix}`;
}
/** Whether a statement is one that this vault's setup wrote at some time. */
function isOwnSid(text, place) {
    const own = OWN_NAMES.map((name) => sid(name, place));
    return typeof text === 'string' && ['HoldfastTlsOnly', ...own].includes(text);
}
const OWN_NAMES = [
    'NoCopies',
    'NoCustomerKeys',
    'NoArchives',
    'OnlyVaultKeys',
    'BackupOnlyAdds',
    'BackupVouchesForNothing',
    'BackupKeepsSettings',
    'NoOverwrite',
    'OverwriteProbe',
];
function sameJson(a, b) {
    return canonicalJson(a) === canonicalJson(b);
}
/**
 * The same text for what AWS reads as the same: a list of one is its element, a boolean its text, and the order of keys
 * and of texts in a list says nothing.
 */
function canonicalJson(value) {
    return JSON.stringify(canonical(value));
}
function canonical(value) {
    if (Array.isArray(value)) {
        const items = value.map(canonical);
        if (items.length === 1)
            return items[0];
        return items.every((item) => typeof item === 'string') ? items.toSorted() : items;
    }
    if (typeof value === 'boolean')
        return String(value);
    if (typeof value !== 'object' || value === null)
        return value;
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries
        .map(([key, item]) => [key, key === 'Principal' ? everybody(canonical(item)) : canonical(item)])
        .toSorted(([x], [y]) => (x < y ? -1 : 1)));
}
/** MinIO writes `*` out. */
function everybody(principal) {
    return JSON.stringify(principal) === '{"AWS":"*"}' ? '*' : principal;
}
/** Whether two statements say the same. A server that gives no Sid back has dropped it. */
function sameStatement(a, b) {
    const { Sid: sidA, ...restA } = a;
    const { Sid: sidB, ...restB } = b;
    const isNamed = (name) => name !== undefined && name !== '';
    return (!isNamed(sidA) || !isNamed(sidB) || sidA === sidB) && sameJson(restA, restB);
}


/***/ }),

/***/ 29040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MD: () => (/* binding */ writtenPaths),
/* harmony export */   O: () => (/* binding */ vaultPath),
/* harmony export */   Ok: () => (/* binding */ marksOf),
/* harmony export */   SB: () => (/* binding */ bucketArn),
/* harmony export */   Y5: () => (/* binding */ allowStatements),
/* harmony export */   cD: () => (/* binding */ keyArns),
/* harmony export */   i$: () => (/* binding */ signingKeyOf),
/* harmony export */   li: () => (/* binding */ sessionPolicy),
/* harmony export */   nd: () => (/* binding */ objectArn),
/* harmony export */   yr: () => (/* binding */ policyDocument)
/* harmony export */ });
/* unused harmony export SESSION_POLICY_MAX_CHARS */
const READ_ALL = { writes: [], probes: false, checksBucket: false };
/** Without the packs: names, sizes and times, but no content. */
const READ_NAMES = { ...READ_ALL, reads: ['roots', 'parts', 'marks', 'keys'] };
/** Also what modes noted. */
const READ_RECORDS = { ...READ_NAMES, reads: [...(READ_NAMES.reads ?? []), 'state', 'vault'] };
const GRANTS = {
    backup: { writes: ['roots', 'packs', 'parts'], probes: true, checksBucket: true, signs: true },
    restore: { ...READ_ALL, signs: true },
    cat: READ_ALL,
    list: READ_NAMES,
    find: READ_NAMES,
    diff: READ_NAMES,
    // Of the records, the coverage of a fleet.
    browse: { ...READ_NAMES, reads: [...(READ_NAMES.reads ?? []), 'state'] },
    verify: { ...READ_ALL, marks: ['verified', 'proof'], state: 'verify', wholeVault: true, signs: true },
    // What must not have been marked as deleted is written again over its marker.
    prune: {
        ...READ_ALL,
        writes: ['roots', 'packs', 'parts'],
        deletes: ['roots', 'packs', 'parts'],
        marks: ['readmitted'],
        state: 'prune',
        wholeVault: true,
        // The grace of prune must be shorter than the time that the lifecycle rules keep noncurrent versions.
        checksBucket: true,
    },
    undelete: { ...READ_ALL, writes: ['roots', 'packs', 'parts'], marks: ['readmitted'], wholeVault: true },
    mark: { ...READ_NAMES, writes: [], marks: ['label', 'hold', 'acknowledged', 'quarantine'] },
    audit: { ...READ_ALL, state: 'audit', checksBucket: true, reviews: true },
    // An overwritten object gets a delete marker first, since a conditional PUT needs one on top. This includes marks of
    // all kinds.
    repair: {
        ...READ_ALL,
        writes: ['roots', 'packs', 'parts', 'vault', 'keys'],
        // The probe is used beforehand to test how the server handles a PUT over a delete marker.
        deletes: '*',
        marks: ['*'],
        state: '*',
        wholeVault: true,
        probes: true,
    },
    keys: { ...READ_ALL, writes: ['vault', 'keys'], state: 'keys', wholeVault: true },
    // Each repository is backed up under a session of its own, of mode backup.
    fleet: { ...READ_RECORDS, state: 'fleet', wholeVault: true, signs: true },
    coverage: { ...READ_RECORDS, state: 'fleet', wholeVault: true, checksBucket: true, signs: true },
    setup: { ...READ_ALL, reads: [], probes: true, checksBucket: true, configures: true },
};
function grantOf(mode) {
    return GRANTS[mode];
}
/**
 * Characters that STS accepts: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
const SESSION_POLICY_MAX_CHARS = 2048;
function policyDocument(statements) {
    return { Version: '2012-10-17', Statement: statements };
}
/** Kinds of marks that the modes may set. */
function marksOf(modes) {
    return union(modes.map((mode) => grantOf(mode).marks ?? []));
}
/** Paths below `v1/` that the modes may write, with wildcards; of any series unless some are given. */
function writtenPaths(modes, series) {
    return union(modes.map((mode) => {
        const grant = grantOf(mode);
        return [
            ...seriesPaths(grant.writes, grant.wholeVault === true ? undefined : series),
            ...(grant.marks ?? []).map((kind) => `marks/*/${kind}-*`),
            ...(grant.state === undefined ? [] : [`state/${grant.state}/*`]),
            ...probe([grant]),
        ];
    }));
}
function probe(grants) {
    return grants.some(({ probes }) => probes) ? ['probe'] : [];
}
/**
 * The inline policy that narrows a role session to one step's work: this bucket, this prefix, these calls. It only
 * takes away: what the role itself may not do stays forbidden. Names too long for STS's limit are met by widening in
 * steps: any series and all reads of the bucket's settings, then the beginning of the prefix only.
 */
function sessionPolicy(scope) {
    const { prefix, mode } = scope;
    const text = (statements) => JSON.stringify(policyDocument([...statements, ...wrapping(scope)]));
    const whole = text(allowStatements([mode], scope, vaultPath(prefix), { series: scope.series }));
    if (whole.length <= SESSION_POLICY_MAX_CHARS)
        return whole;
    for (let chars = prefix.length;; chars = Math.floor(chars * 0.9)) {
        const vault = chars < prefix.length ? `${prefix.slice(0, chars)}*/v1/` : vaultPath(prefix);
        const wider = text(allowStatements([mode], scope, vault, { isShort: true }));
        if (wider.length <= SESSION_POLICY_MAX_CHARS || chars === 0)
            return wider;
    }
}
/** Where all keys of a vault begin. */
function vaultPath(prefix) {
    return prefix === '' ? 'v1/' : `${prefix}/v1/`;
}
function bucketArn({ partition, bucket }) {
    return `arn:${partition}:s3:::${bucket}`;
}
/** ARN of the vault's keys below `v1/`. */
function objectArn(place, path) {
    return `${bucketArn(place)}/${vaultPath(place.prefix)}${path}`;
}
/**
 * What the modes need, taken together, and nothing else. @param vault as vaultPath returns it; may contain wildcards
 */
function allowStatements(modes, place, vault, { series, isShort = false } = {}) {
    const grants = modes.map(grantOf);
    const bucket = bucketArn(place);
    const objects = (paths) => paths.map((path) => `${bucket}/${vault}${path}`);
    const reads = grants.some((grant) => grant.reads === undefined)
        ? ['*']
        : [...seriesPaths(union(grants.map(({ reads: kinds }) => kinds ?? [])), undefined), ...probe(grants)];
    const written = writtenPaths(modes, series);
    const deleted = union(grants.map(({ deletes = [] }) => (deletes === '*' ? [deletes] : seriesPaths(deletes, undefined))));
    const configures = grants.some((grant) => grant.configures === true);
    const lists = allow(['s3:ListBucket', 's3:ListBucketVersions'], [bucket]);
    return [
        allow(['s3:GetObject', 's3:GetObjectVersion'], objects(reads)),
        // For a missing object S3 takes its key as s3:prefix, and answers 404 to whoever may list it, else 403. Whether
        // there is a bucket at all is asked without a prefix.
        configures ? lists : { ...lists, Condition: { StringLike: { 's3:prefix': `${vault}*` } } },
        allow(union(grants.map((grant) => bucketCalls(grant, !place.aws || isShort))), [bucket]),
        ...(written.length > 0 ? [allow(['s3:PutObject'], objects(written))] : []),
        ...(deleted.length > 0 ? [allow(['s3:DeleteObject'], objects(deleted))] : []),
        ...(place.aws && grants.some((grant) => grant.reviews === true) ? [allow(REVIEWS, ['*'])] : []),
        ...(place.aws ? throughS3(place.keys ?? [], written.length > 0) : []),
        ...(place.aws && grants.some((grant) => grant.signs === true) ? signing(place.signingKey) : []),
    ];
}
/**
 * The KMS keys of a vault, as resources of a policy: every key of the accounts, since a bucket may have had another
 * default when an older object was written, and a key that was named. Keys of other accounts are left out: the owner of
 * that account can make anything written under such a key unreadable.
 *
 * @param accounts ids of the accounts of role and bucket; undefined and '' are left out
 * @param kmsKeyId as the input: an id, an ARN or an alias
 */
function keyArns(partition, accounts, kmsKeyId) {
    const [, , , region = '', account = '', name = ''] = kmsKeyId?.split(':') ?? [];
    // An alias may stand for any key of its account.
    const named = account === '' ? [] : [`arn:${partition}:kms:${region}:${account}:${name.replace(/^alias\/.*/, 'key/*')}`];
    const own = accounts.filter(Boolean).map((id) => `arn:${partition}:kms:*:${String(id)}:key/*`);
    return union([own, accounts.includes(account) ? [] : named]);
}
/**
 * The key of a GitHub App, as a resource of a policy.
 *
 * @param accounts where an id and an alias are looked up; undefined and '' are left out
 * @param key as the input: an id, an ARN or an alias
 */
function signingKeyOf(partition, accounts, key) {
    const { region = '*', account, name = key, } = /^arn:[^:]*:kms:(?<region>[^:]*):(?<account>[^:]*):(?<name>.*)$/.exec(key)?.groups ?? {};
    const known = union([accounts.filter((id) => id !== undefined && id !== '')]);
    const owners = account === undefined ? known : [account];
    const isAlias = name.startsWith('alias/');
    const resource = isAlias ? 'key/*' : `key/${name.replace(/^key\//, '')}`;
    const arns = (owners.length === 0 ? ['*'] : owners).map((id) => `arn:${partition}:kms:${region}:${id}:${resource}`);
    return { arns, alias: isAlias ? name : undefined };
}
/** Signatures of JWTs, and no other use of the key. */
function signing(key) {
    if (key === undefined)
        return [];
    const called = key.alias === undefined ? {} : { 'kms:RequestAlias': key.alias };
    const condition = { 'kms:SigningAlgorithm': 'RSASSA_PKCS1_V1_5_SHA_256', ...called };
    return [{ ...allow(['kms:Sign'], key.arns), Condition: { StringEquals: condition } }];
}
/** What guards a bucket, and is no part of it. */
const REVIEWS = [
    'iam:GetOpenIDConnectProvider',
    'iam:GetPolicy*',
    'iam:GetRole*',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    'kms:GetKeyPolicy',
    's3:GetAccountPublicAccessBlock',
];
function allow(actions, resources) {
    const [resource = '', ...more] = resources;
    return { Effect: 'Allow', Action: actions, Resource: more.length === 0 ? resource : resources };
}
function union(lists) {
    return [...new Set(lists.flat())];
}
function seriesPaths(kinds, series) {
    return kinds.flatMap((kind) => (series ?? ['']).map((name) => (name === '' ? `${kind}/*` : `${kind}/${name}/@/*`)));
}
/**
 * @param byPattern Ceph knows some of these by other names, and refuses a policy with a name that it does not know;
 * wildcards it takes
 */
function bucketCalls(grant, byPattern) {
    const allReads = ['s3:GetBucket*', 's3:Get*Configuration'];
    if (grant.configures === true)
        return [...allReads, 's3:CreateBucket', 's3:PutBucket*', 's3:Put*Configuration'];
    if (!grant.checksBucket)
        return ['s3:GetBucketLocation'];
    if (byPattern || grant.reviews === true)
        return allReads;
    return [
        's3:GetBucketAcl',
        's3:GetBucketLocation',
        's3:GetBucketOwnershipControls',
        's3:GetBucketPolicyStatus',
        's3:GetBucketPublicAccessBlock',
        's3:GetBucketVersioning',
        's3:GetEncryptionConfiguration',
        's3:GetLifecycleConfiguration',
    ];
}
/** Vault keys that KMS has wrapped: the one of this run may be unwrapped, and mode keys wraps new ones. */
function wrapping({ mode, keys = [], wrappedKey, aws }) {
    if (!aws || keys.length === 0)
        return [];
    const name = 'kms:EncryptionContext:holdfast-key';
    return [
        ...(wrappedKey === undefined
            ? []
            : [{ ...allow(['kms:Decrypt'], keys), Condition: { StringEquals: { [name]: wrappedKey } } }]),
        ...(mode === 'keys' ? [{ ...allow(['kms:Encrypt'], keys), Condition: { StringLike: { [name]: '*' } } }] : []),
    ];
}
/** Objects under SSE-KMS: only on behalf of S3, in any region, since the bucket's may not be known yet. */
function throughS3(keys, writes) {
    if (keys.length === 0)
        return [];
    const calls = writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
    return [{ ...allow(calls, keys), Condition: { StringLike: { 'kms:ViaService': 's3.*' } } }];
}


/***/ }),

/***/ 4397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fp: () => (/* binding */ permissionOf),
/* harmony export */   mo: () => (/* binding */ isRefusedPut),
/* harmony export */   n8: () => (/* binding */ regionNamedBy),
/* harmony export */   y6: () => (/* binding */ explainS3Error)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23626);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16705);



/** IAM permission of each operation, if it is not `s3:<operation>`. */
const PERMISSIONS = {
    HeadBucket: 's3:ListBucket',
    HeadObject: 's3:GetObject',
    ListObjectsV2: 's3:ListBucket',
    ListObjectVersions: 's3:ListBucketVersions',
    GetBucketEncryption: 's3:GetEncryptionConfiguration',
    GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
    GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
    GetBucketReplication: 's3:GetReplicationConfiguration',
    GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
    PutBucketEncryption: 's3:PutEncryptionConfiguration',
    PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
    PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
    PutObjectLockConfiguration: 's3:PutBucketObjectLockConfiguration',
};
/**
 * The IAM permission that an operation needs:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
function permissionOf(operation, versionId) {
    const permission = PERMISSIONS[operation] ?? `s3:${operation}`;
    return permission === 's3:GetObject' && versionId !== undefined ? 's3:GetObjectVersion' : permission;
}
/**
 * Whether a PUT is refused permanently: by a policy, a key, or a server that does not support it as Holdfast sends it.
 */
function isRefusedPut(error) {
    return error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && REFUSED_PUT.includes(error.code);
}
const REFUSED_PUT = ['access-denied', 'kms-failed', 'not-implemented', 's3-failed'];
/** The region where S3 says that the bucket is, if the answer names one. */
function regionNamedBy(error) {
    const { $response, message } = (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .shapeOf */ .F5)(error);
    return $response?.headers?.['x-amz-bucket-region'] ?? /expecting '([a-z0-9-]+)'/.exec(message ?? '')?.[1];
}
const MISSING_KEY = ['NoSuchKey', 'NoSuchVersion', 'NotFound'];
/** Explains why Holdfast needs a call that a server does not support. */
const NEEDED_FOR = {
    PutObject: 'Every PUT of Holdfast has If-None-Match, so that nothing is overwritten, and a SHA-256 checksum: the server must support both.',
    ListObjectVersions: 'Deleted or overwritten objects are found and recovered by their S3 versions: this server keeps none, or does not list them.',
};
const TABLE = [
    {
        code: 'credentials-expired',
        names: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the AWS credentials have expired.`,
            why: said,
            fix: 'Use role-to-assume, so that Holdfast renews its credentials itself, or give credentials that live longer than the run.',
        }),
    },
    {
        code: 'clock-skewed',
        names: ['RequestTimeTooSkewed', 'RequestInTheFuture'],
        explain: ({ what, said }) => ({
            message: `${what} was refused: the clock of this machine differs too much from the server's.`,
            why: said,
            fix: 'Set the clock of this machine (NTP).',
        }),
    },
    {
        code: 'credentials-invalid',
        names: ['InvalidAccessKeyId', 'InvalidToken', 'InvalidClientTokenId', 'UnrecognizedClientException'],
        explain: ({ what, said, call }) => ({
            message: `${what} was refused: the server does not know this access key or session token.`,
            why: said,
            fix: call.endpointUrl === undefined
                ? 'Check the access key; keys of AWS China or GovCloud work only in their own regions.'
                : `Check that the access key belongs to the server at ${call.endpointUrl}.`,
        }),
    },
    {
        code: 'credentials-invalid',
        names: ['SignatureDoesNotMatch', 'InvalidSignatureException'],
        explain: ({ what, said }) => ({
            message: `${what} was refused: the signature does not match.`,
            why: said,
            fix: 'Check the secret access key for missing or added characters, and the clock of this machine; a proxy that changes headers breaks signatures too.',
        }),
    },
    {
        code: 'no-credentials',
        names: ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'],
        explain: ({ what, said }) => ({
            message: `${what} was not sent: no AWS credentials were found.`,
            why: said,
            fix: 'Give role-to-assume (with permission id-token: write in the workflow), or run configure-aws-credentials before, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
        }),
    },
    {
        code: 'wrong-region',
        names: [
            'PermanentRedirect',
            'TemporaryRedirect',
            'AuthorizationHeaderMalformed',
            'IllegalLocationConstraintException',
        ],
        statuses: [301, 307],
        also: ({ call, error }) => call.region !== undefined && ![undefined, call.region].includes(regionNamedBy(error)),
        explain: ({ call, error, said }) => {
            const actual = regionNamedBy(error);
            return {
                message: `The bucket ${call.bucket} is ${actual === undefined ? 'in another region' : `in ${actual}`}, not in ${call.region ?? 'the region asked'}.`,
                why: said,
                fix: actual === undefined
                    ? 'Set aws-region to the region of the bucket.'
                    : `Set aws-region to ${actual}, or leave it out.`,
            };
        },
    },
    {
        code: 'bucket-not-found',
        names: ['NoSuchBucket', 'InvalidBucketName'],
        also: ({ call, status }) => status === 404 && call.operation === 'HeadBucket',
        explain: ({ call, said }) => ({
            message: `The bucket ${call.bucket} does not exist${call.endpointUrl === undefined ? '' : ` at ${call.endpointUrl}`}.`,
            why: said,
            fix: 'Check the name given as bucket, endpoint-url if it is not at AWS, and aws-region if it is in AWS China or GovCloud.',
        }),
    },
    {
        code: 'object-archived',
        names: ['InvalidObjectState'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the object lies in an archive storage class and cannot be read immediately.`,
            why: said,
            fix: 'Restore the object in S3 (RestoreObject), wait until it is readable, and run again; then remove the lifecycle rule that moves objects to GLACIER or DEEP_ARCHIVE.',
        }),
    },
    {
        code: 'kms-failed',
        also: ({ name, status, said }) => name.startsWith('KMS.') || ([400, 404].includes(status) && /\bkms\b/i.test(said)),
        explain: ({ what, said }) => ({
            message: `${what} failed: its KMS key cannot be used.`,
            why: said,
            fix: 'Check that the key exists in the region of the bucket, is enabled, and is the one given as kms-key-id.',
        }),
    },
    {
        code: 'access-denied',
        names: ['AccessDenied', 'AccessDeniedException', 'Forbidden'],
        statuses: [401, 403],
        explain: explainDenied,
    },
    {
        code: 'object-not-found',
        names: MISSING_KEY,
        statuses: [404],
        // A VersionId that is malformed or belongs to a delete marker names no object either.
        also: ({ call, status }) => call.versionId !== undefined && (status === 400 || status === 405),
        explain: ({ call, said }) => ({
            message: `There is no object s3://${call.bucket}/${call.key ?? ''}${call.versionId === undefined ? '' : ` with VersionId ${call.versionId}`}.`,
            why: said,
        }),
    },
    {
        code: 'answer-cut-off',
        names: ['TruncatedBody'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the answer ended too early in every try.`,
            why: said,
            fix: 'Run again; if it fails again, check the network, any proxy in between, and the server.',
        }),
    },
    {
        code: 'wrong-range',
        names: ['WrongRange'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the server answered with another part of the object than was requested, in every try.`,
            why: said,
            fix: 'Run again; if it fails again, check whether the server, and any proxy or cache in between, supports the Range header.',
        }),
    },
    {
        code: 'upload-damaged',
        names: ['BadDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the bytes that arrived are not those that were sent.`,
            why: said,
            fix: 'Run again; if it fails again, check the memory of this machine and any proxy in between.',
        }),
    },
    {
        code: 'slow-down',
        names: ['SlowDown', 'Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'TooManyRequestsException'],
        statuses: [429, 503],
        explain: ({ what, said }) => ({
            message: `${what} failed: the server asked for fewer requests, and still did after all tries.`,
            why: said,
            fix: 'Run again later, or with fewer backups of this vault at the same time.',
        }),
    },
    {
        code: 'endpoint-unreachable',
        names: [
            'ECONNREFUSED',
            'ENOTFOUND',
            'EAI_AGAIN',
            'EHOSTUNREACH',
            'ENETUNREACH',
            'ETIMEDOUT',
            'ECONNRESET',
            'EPIPE',
            'TimeoutError',
            'ServerSilent',
        ],
        explain: ({ what, said, call, name }) => ({
            message: `${what} failed: no answer from ${call.endpointUrl ?? 'S3'}.`,
            why: said,
            fix: `${httpsHint(call, name)}Check endpoint-url and aws-region, the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy.`,
        }),
    },
    {
        code: 'tls-failed',
        also: ({ said, call }) => call.endpointUrl?.startsWith('https:') === true && /wrong version number|http request/.test(said),
        explain: ({ what, said, call }) => ({
            message: `${what} failed: ${String(call.endpointUrl)} does not answer in TLS. This port most likely speaks http, and not https.`,
            why: said,
            fix: `Give endpoint-url as ${String(call.endpointUrl).replace(/^https/, 'http')}, if the network up to it can be trusted, or the port of the server that speaks https.`,
        }),
    },
    {
        code: 'tls-failed',
        also: ({ said, call }) => call.endpointUrl?.startsWith('http:') === true && /HTTP request .*HTTPS (?:server|port)/i.test(said),
        explain: ({ what, said, call }) => ({
            message: `${what} was refused: ${String(call.endpointUrl)} speaks https on this port, and not http.`,
            why: said,
            fix: `Give endpoint-url as ${String(call.endpointUrl).replace(/^http/, 'https')}.`,
        }),
    },
    {
        code: 'tls-failed',
        names: [
            'DEPTH_ZERO_SELF_SIGNED_CERT',
            'SELF_SIGNED_CERT_IN_CHAIN',
            'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
            'UNABLE_TO_GET_ISSUER_CERT',
            'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
            'CERT_HAS_EXPIRED',
            'CERT_NOT_YET_VALID',
            'CERT_UNTRUSTED',
            'ERR_TLS_CERT_ALTNAME_INVALID',
            'EPROTO',
        ],
        also: ({ name }) => name.startsWith('ERR_SSL_'),
        explain: ({ what, said, call }) => ({
            message: `${what} failed: no trusted TLS connection to ${call.endpointUrl ?? 'S3'}.`,
            why: said,
            fix: 'If the server or a proxy uses a certificate authority of its own, put its certificate in a PEM file and name that in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.',
        }),
    },
    {
        code: 'not-implemented',
        names: ['NotImplemented', 'MethodNotAllowed', 'XNotImplemented'],
        statuses: [405, 501],
        explain: ({ what, said, call }) => ({
            message: `${what} is not supported by ${call.endpointUrl ?? 'S3'}.`,
            why: [NEEDED_FOR[call.operation], said].filter((text) => text !== undefined).join(' '),
            fix: 'Use a server that implements this call of the S3 API: docs/providers.md says which ones do.',
        }),
    },
    {
        code: 'storage-full',
        names: ['QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge'],
        statuses: [507],
        explain: ({ what, said }) => ({
            message: `${what} was refused: the server has no room for it, or a quota is used up.`,
            why: said,
            fix: 'Free space at the server, or raise the quota.',
        }),
    },
];
/** Most servers end a connection that begins in http where they expect TLS. */
function httpsHint({ endpointUrl }, name) {
    if (name !== 'ECONNRESET' || endpointUrl?.startsWith('http:') !== true)
        return '';
    return `If the server speaks https on this port, give ${endpointUrl.replace(/^http/, 'https')}. `;
}
/**
 * A 403 does not mean that the object exists: S3 also sends it for a missing key if the caller may not list the bucket.
 */
function explainDenied({ what, said, call, status }) {
    const permission = permissionOf(call.operation, call.versionId);
    const needs = [permission];
    if (/\bkms\b/i.test(said))
        needs.push(call.operation === 'PutObject' ? 'kms:GenerateDataKey' : 'kms:Decrypt');
    const owner = call.expectedBucketOwner;
    const where = call.key === undefined || permission.startsWith('s3:List')
        ? `the bucket ${call.bucket}`
        : `s3://${call.bucket}/${call.key}`;
    const causes = [`The role or user may lack ${needs.join(' and ')}, or a policy of the bucket denies it.`];
    if (permission.startsWith('s3:GetObject')) {
        causes.push('S3 gives the same answer for an object that is not there, unless the caller has s3:ListBucket.');
    }
    if (owner !== undefined) {
        causes.push(`The bucket must belong to account ${owner} (expected-bucket-owner); S3 refuses every call if it does not.`);
    }
    return {
        message: `${what} was refused (${status === 401 ? 401 : 403}): it needs ${needs.join(' and ')}.`,
        why: `${causes.join(' ')} ${said}`,
        fix: `Allow ${needs.join(' and ')} on ${where}${owner === undefined ? '' : ', or set expected-bucket-owner to the account that owns the bucket'}.`,
    };
}
/**
 * Turns any error of a call to S3 into one that a user can act on. Errors that are already explained stay as they are.
 */
function explainS3Error(error, call) {
    if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et || (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isNamed */ .ev)(error, 'AbortError'))
        return error;
    if ((0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isLack */ .q6)(error))
        return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explainSystemError */ .Tr)(error) ?? error;
    const failure = failureOf(error, call);
    const row = TABLE.find((candidate) => fits(candidate, failure));
    if (row !== undefined)
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: row.code, cause: error, ...row.explain(failure) });
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 's3-failed', message: `${failure.what} failed.`, why: failure.said, cause: error });
}
/** A name decides before a status does: several refusals share one status. */
function fits(row, failure) {
    if (row.names?.includes(failure.name) === true || row.also?.(failure) === true)
        return true;
    return row.statuses?.includes(failure.status) === true && !NAMED.has(failure.name);
}
const NAMED = new Set(TABLE.flatMap((row) => row.names ?? []));
function failureOf(error, call) {
    const shape = (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .shapeOf */ .F5)(error);
    const status = shape.$metadata?.httpStatusCode ?? 0;
    const name = shape.code ?? shape.name ?? '';
    const target = `s3://${call.bucket}${call.key === undefined ? '' : `/${call.key}`}`;
    const words = [(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), name, status === 0 ? '' : String(status)].filter((word) => word && word !== 'UnknownError');
    const said = `The answer was: ${words.join(', ') || 'an error without text'}.`;
    return { call, error, name, status, what: `${call.operation} of ${target}`, said };
}


/***/ }),

/***/ 95589:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ retryLack),
/* harmony export */   Oo: () => (/* binding */ once),
/* harmony export */   WR: () => (/* binding */ Slots),
/* harmony export */   Y3: () => (/* binding */ startThreads),
/* harmony export */   kW: () => (/* binding */ awaitedLater),
/* harmony export */   yJ: () => (/* binding */ mapBounded)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23626);
/** Bounded concurrency, results that are made once, and patience with a lack of descriptors or threads. */


/** Some 30 s in total: descriptors become free when a connection or a file is closed. */
const LACK_TRIES = 300;
const LACK_PAUSE_MS = 100;
/** Repeats work for a while if the system has no free descriptor, thread or memory. @throws the work's last error */
async function retryLack(work, signal) {
    for (let tries = 1;; tries++) {
        try {
            return work();
        }
        catch (error) {
            if (tries === LACK_TRIES || !(0,_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isLack */ .q6)(error))
                throw error;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(LACK_PAUSE_MS, undefined, { signal });
    }
}
/**
 * Starts threads. If the system has none free, waits for the first and does without the others. If one cannot be
 * started for another reason, none keeps running.
 *
 * @throws what kept one from starting
 */
async function startThreads(count, make) {
    const threads = [await retryLack(make)];
    try {
        while (threads.length < count)
            threads.push(make());
    }
    catch (error) {
        if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isLack */ .q6)(error))
            return threads;
        await Promise.all(threads.map((thread) => thread.close()));
        throw error;
    }
    return threads;
}
/**
 * For a promise that is awaited later. If it fails before, it does not count as an unhandled rejection. The error is
 * not lost, since whoever awaits the promise gets it.
 */
function awaitedLater(promise) {
    promise.catch(() => {
        return;
    });
    return promise;
}
/** A result that is made when it is first asked for, and kept; a failure is not kept. */
function once(make) {
    let made;
    return () => {
        made ??= make().catch((error) => {
            made = undefined;
            throw error;
        });
        return made;
    };
}
/**
 * Works on items, `limit` of them at a time; results in the order of items. After a failure no further item is started.
 */
async function mapBounded(items, limit, work) {
    const results = [];
    let next = 0;
    let failed = false;
    const lane = async () => {
        while (next < items.length && !failed) {
            const at = next++;
            try {
                results[at] = await work(items[at]);
            }
            catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
    return results;
}
/** Limits the number of things in flight. First come, first served. */
class Slots {
    free;
    waiting = [];
    failure;
    constructor(count) {
        this.free = count;
    }
    async acquire() {
        if (this.failure !== undefined)
            throw this.failure;
        if (this.free > 0)
            this.free--;
        else
            await new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    }
    release() {
        const first = this.waiting.shift();
        if (first === undefined)
            this.free++;
        else
            first.resolve();
    }
    /** Everyone who waits, now or later, gets this error. */
    fail(error) {
        this.failure ??= error;
        for (const waiter of this.waiting.splice(0))
            waiter.reject(this.failure);
    }
}


/***/ }),

/***/ 88192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $m: () => (/* binding */ apiUrlIn),
/* harmony export */   Gh: () => (/* binding */ serverUrlOf),
/* harmony export */   UM: () => (/* binding */ DEFAULT_SERVER_URL),
/* harmony export */   YV: () => (/* binding */ isOwnServer),
/* harmony export */   oX: () => (/* binding */ GITHUB_ISSUER),
/* harmony export */   po: () => (/* binding */ apiUrlOf),
/* harmony export */   xD: () => (/* binding */ issuerOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** Derives from the URL of a GitHub server its API and the issuer of its OIDC tokens. */

const DEFAULT_SERVER_URL = 'https://github.com';
/** The server that is named, or the runner's own, or github.com. */
function serverUrlOf(named, env) {
    return named ?? (env['GITHUB_SERVER_URL'] || DEFAULT_SERVER_URL);
}
/**
 * Issuer of the tokens of github.com, as host: the only one of whose tokens STS compares more than subject and
 * audience.
 */
const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
/**
 * Base of the REST API, without a slash at its end: of github.com, of a subdomain of ghe.com, and of GitHub Enterprise
 * Server.
 * https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api. Errors: `bad-input`.
 */
function apiUrlOf(serverUrl) {
    const { origin, host, protocol } = parsed(serverUrl);
    return isHosted(host) ? `${protocol}//api.${host}` : `${origin}/api/v3`;
}
/** Whether the server that is named is the runner's own. Errors: `bad-input`. */
function isOwnServer(serverUrl, env) {
    return serverUrl === undefined || apiUrlOf(serverUrl) === apiUrlOf(serverUrlOf(undefined, env));
}
/** The API of a server: as a runner describes its own (GITHUB_API_URL), otherwise derived from its URL. */
function apiUrlIn(env, serverUrl) {
    const given = env['GITHUB_API_URL'];
    if (given !== undefined && given !== '' && isOwnServer(serverUrl, env))
        return given;
    return apiUrlOf(serverUrlOf(serverUrl, env));
}
/**
 * Issuer of the OIDC tokens of the server's jobs, as host and path without `https://`, which is how IAM names a
 * provider and the keys of its claims. https://docs.github.com/en/actions/reference/security/oidc and
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/feature-overview-for-github-enterprise-cloud-with-data-residency
 * Errors: `bad-input`.
 */
function issuerOf(serverUrl) {
    const { host } = parsed(serverUrl);
    if (host === 'github.com')
        return GITHUB_ISSUER;
    return isHosted(host) ? `token.actions.${host}` : `${host}/_services/token`;
}
function isHosted(host) {
    return host === 'github.com' || host.endsWith('.ghe.com');
}
function parsed(serverUrl) {
    const url = URL.parse(serverUrl);
    if (url !== null && ['https:', 'http:'].includes(url.protocol))
        return url;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-input',
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
        message: `github-server-url: "${serverUrl}" is not the URL of a server.`,
        why: 'It is given as github-server-url, or as GITHUB_SERVER_URL in the environment.',
        fix: 'Give it as https://github.example.com.',
    });
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

/***/ 78947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ isoTime)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77934);
/** Times that are read from somewhere. */

/** A time of ISO 8601 that JavaScript can read: it has forms that `Date` does not, such as an offset of hours alone. */
const isoTime = valibot__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .isoTimestamp */ .yhX(), valibot__WEBPACK_IMPORTED_MODULE_0__/* .check */ .z6Y((text) => !Number.isNaN(Date.parse(text)), 'not a time'));


/***/ }),

/***/ 78827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Jk: () => (/* binding */ isAtAws),
/* harmony export */   OU: () => (/* binding */ addedBytes),
/* harmony export */   Od: () => (/* binding */ restoreCommand),
/* harmony export */   X5: () => (/* binding */ endpointOf),
/* harmony export */   eJ: () => (/* binding */ undeleteCommand),
/* harmony export */   jQ: () => (/* binding */ historyPoint)
/* harmony export */ });
/* harmony import */ var _aws_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57202);
/* harmony import */ var _base_command_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57483);
/** What summaries show about a series: its snapshots, and the commands that bring one back. */


/** What a snapshot added to the bucket: packs and parts, as its header says, and the root itself. */
function addedBytes(info, { counts }) {
    return (counts['storedBytes'] ?? 0) + info.sizeBytes;
}
function historyPoint(info, header) {
    const { status, counts } = header;
    return {
        id: info.id,
        time: info.utc,
        status,
        files: counts['files'] ?? 0,
        bytes: counts['bytes'] ?? 0,
        storedBytes: addedBytes(info, header),
    };
}
/** A command that restores the snapshot. */
function restoreCommand(inputs, deps, snapshot) {
    return snapshotCommand('restore', inputs, deps, snapshot, { path: './restored' });
}
/** A command that brings back a snapshot under a delete marker. */
function undeleteCommand(inputs, deps, snapshot) {
    return snapshotCommand('undelete', inputs, deps, snapshot, { apply: true });
}
/** The id of the snapshot is as short as the summary shows it. */
function snapshotCommand(mode, inputs, { env }, { series, id }, flags) {
    const version = /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
    return (0,_base_command_line_js__WEBPACK_IMPORTED_MODULE_1__/* .holdfastCommand */ .TC)(mode, placeOf(inputs, { env }), { name: series, version, ...flags });
}
/** Where the vault lies, for commands to copy. */
function placeOf(inputs, { env }) {
    const { bucket, prefix, awsRegion: region, forcePathStyle } = inputs;
    return { bucket, prefix, region, endpointUrl: endpointOf(inputs, env), forcePathStyle };
}
/** The endpoint of a server other than AWS: from the input, or from the environment. */
function endpointOf({ endpointUrl }, env) {
    return endpointUrl ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined);
}
/** Whether the AWS prices for storage apply to this bucket. */
function isAtAws(inputs, { env }) {
    const endpointUrl = endpointOf(inputs, env);
    return endpointUrl === undefined || (0,_aws_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__/* .isAwsEndpoint */ .DM)(endpointUrl);
}


/***/ }),

/***/ 58083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ kmsDeps),
/* harmony export */   k: () => (/* binding */ heldKeys)
/* harmony export */ });
/* harmony import */ var _aws_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57202);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _net_network_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82989);
/* harmony import */ var _vault_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5978);
/** The keys that the input `vault-key` stands for: its own lines, what KMS unwraps, or what a person's identity opens. */




/**
 * A backup takes the lines as they are, and asks the vault for nothing: what it seals to is what the workflow says. The other
 * modes take a person's own identity too, and open the keys below `v1/keys/` with it.
 *
 * @param store of the vault, which says what below `v1/keys/` can be believed
 * @returns undefined without `vault-key`
 * @throws bad-vault-key, kms-failed
 */
async function heldKeys(store, credentials, { vaultKey, mode }, deps) {
    // Mode keys takes a person's own identity alone, and opens no snapshot.
    if (vaultKey === undefined || mode === 'keys')
        return undefined;
    const given = (0,_vault_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseVaultKey */ .nS)(vaultKey, deps.mask);
    if (given.kind === 'kms')
        return unwrapped(given, kmsDeps(credentials, deps), deps);
    return mode === 'backup' ? (0,_vault_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .vaultKeysOf */ .Kl)(given) : ownOrPersonal(store, given, deps);
}
/** The keys themselves where a document of the vault names one of them, or where there is none; else a person's identity. */
async function ownOrPersonal(store, given, deps) {
    const { choosePersonalKeys, readAllKeyDocuments } = await __webpack_require__.e(/* import() */ 5570).then(__webpack_require__.bind(__webpack_require__, 5570));
    const all = await readAllKeyDocuments(store, deps.emit, deps.signal);
    const documents = all.filter(({ isDeleted }) => !isDeleted);
    const named = new Set(all.flatMap(({ document: { key, to } }) => [key, to]));
    if (all.length === 0 || given.keys.some(({ fingerprint }) => named.has(fingerprint)))
        return (0,_vault_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .vaultKeysOf */ .Kl)(given);
    if (documents.length === 0)
        throw keysDeleted(all.map(({ key }) => key));
    const { newest, unopened } = await choosePersonalKeys(all, given, deps);
    if (unopened.length > 0)
        deps.emit({
            type: 'warning',
            class: 'later-keys',
            message: `There are later keys than those that this identity opens: ${unopened.map(({ key }) => key).join(', ')}.`,
            fix: 'What was sealed with them cannot be read: somebody who can open them shares them with `holdfast keys share`.',
        });
    return (0,_vault_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .vaultKeysOf */ .Kl)({ keys: newest.chain });
}
function keysDeleted(keys) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: `The keys of this vault were deleted: ${keys.join(', ')} under a delete marker, and nothing else is below v1/keys/.`,
        why: 'What is given as vault-key is none of them, and a personal identity opens nothing without them.',
        fix: '`holdfast repair --all-series` puts them back, for as long as S3 keeps the versions below the markers.',
    });
}
async function unwrapped({ fingerprint, wrapped }, kms, { mask }) {
    const { unwrapKeys } = await Promise.all(/* import() */[__webpack_require__.e(2632), __webpack_require__.e(1147)]).then(__webpack_require__.bind(__webpack_require__, 71147));
    const file = (0,_vault_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseVaultKey */ .nS)(await unwrapKeys(kms, fingerprint, wrapped), mask);
    const keys = file.kind === 'identities' ? (0,_vault_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .vaultKeysOf */ .Kl)(file) : undefined;
    if (keys?.sealing.fingerprint === fingerprint)
        return keys;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: `vault-key: what KMS unwrapped is not the vault key ${fingerprint} that the input names.`,
        fix: 'Give the text that `holdfast keys create` or `rotate` wrote to key-file, whole.',
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.badInput,
    });
}
/** Of the calls that wrap and unwrap vault keys. */
function kmsDeps(credentials, { env, emit, signal }) {
    const region = credentials.region ?? (0,_aws_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__/* .firstRegionOf */ .iI)(credentials.partition);
    return { credentials: credentials.provider, network: (0,_net_network_js__WEBPACK_IMPORTED_MODULE_2__/* .createNetwork */ .V)({ emit }, env), region, env, emit, signal };
}


/***/ }),

/***/ 83576:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ tellOfCovered),
  l: () => (/* binding */ tellOfHidden)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/prune-state.js
var prune_state = __webpack_require__(17909);
// EXTERNAL MODULE: ./lib/vault/read/root-places.js
var root_places = __webpack_require__(64626);
;// CONCATENATED MODULE: ./lib/vault/read/hidden-roots.js
/** Finds snapshots that somebody has deleted or overwritten. */





/**
 * One request a thousand S3 versions, and one or two more if anything is deleted. undefined where S3 versions may not be
 * listed, or the server has none: then nothing is known.
 *
 * @param series one of them; all without
 * @param from a snapshot's id: only those as new as it
 */
async function findHiddenRoots(store, series, { from, signal }) {
    const prefix = series === undefined ? 'v1/roots/' : (0,keys/* rootsPrefix */.qR)(series);
    let places;
    try {
        places = await (0,root_places/* listRootPlaces */.jp)(store, prefix, signal, from === undefined ? undefined : prefix + from);
    }
    catch (error) {
        if ((0,damage/* isUnreadable */.GZ)(error) || (error instanceof errors/* HoldfastError */.Et && error.code === 'not-implemented'))
            return undefined;
        throw error;
    }
    const marked = places.filter(({ deletedAt }) => deletedAt !== undefined);
    if (marked.length === 0)
        return { deleted: [], isPruneKnown: true };
    try {
        const removed = await (0,prune_state/* removedByPrune */.Q6)(store, signal);
        return { deleted: marked.filter(({ key }) => !removed.has(key)), isPruneKnown: true };
    }
    catch (error) {
        if (!(0,damage/* isUnreadable */.GZ)(error))
            throw error;
        return { deleted: marked, isPruneKnown: false };
    }
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/commands/vault/hidden.js
/**
 * Reports snapshots that were deleted or overwritten: those under delete markers that no prune has set, and those found
 * only as older S3 versions.
 */


/** Warns that a root was read from an older S3 version, since its current one is wrong. */
function tellOfCovered({ id }, { emit }) {
    return () => {
        emit({
            type: 'warning',
            class: 'overwritten-snapshot',
            message: `Snapshot ${id} was read from an older S3 version: its root was overwritten.`,
            why: 'The version that was read matches the hash in its name, so it is what was stored.',
            fix: '`holdfast repair` puts it back. Find out who can write to this vault (mode audit).',
        });
    };
}
/** @returns them; none where S3 versions may not be listed */
async function tellOfHidden({ store }, series, from, { emit, signal }) {
    const hidden = await findHiddenRoots(store, series, { from, signal });
    if (hidden === undefined || hidden.deleted.length === 0)
        return [];
    const { deleted, isPruneKnown } = hidden;
    const bySeries = [...Map.groupBy(deleted, (place) => place.series)].map(([name, places]) => `${name} (${String(places.length)})`);
    const isOne = deleted.length === 1;
    emit({
        // Without prune's record, all of these may have been removed by a policy.
        type: isPruneKnown ? 'warning' : 'notice',
        class: 'deleted-snapshots',
        message: `${(0,base_text/* counted */.hS)(deleted.length, 'snapshot')} ${isOne ? 'lies' : 'lie'} under ${isOne ? 'a delete marker' : 'delete markers'}: ${bySeries.slice(0, 5).join(', ')}${bySeries.length > 5 ? ', ...' : ''}.`,
        why: isPruneKnown
            ? 'No prune has recorded that it removed them: somebody deleted them.'
            : 'It is not known whether prune removed them: its record cannot be read.',
        fix: 'Mode repair shows what can be recovered while S3 keeps the versions below the markers.',
    });
    return deleted;
}


/***/ }),

/***/ 89036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X4: () => (/* binding */ planSeries),
/* harmony export */   Z2: () => (/* binding */ defaultName),
/* harmony export */   d1: () => (/* binding */ organizationOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/** The series that a run may write, and from where it may take a parent. */


const TRUSTED_EVENTS = ['schedule', 'workflow_dispatch'];
/**
 * A less trusted event never writes to a series that a more trusted one builds on: pull requests and other branches get
 * series of their own below the name, with the series itself as their base.
 *
 * @param workflow undefined outside of a workflow: whoever has the credentials at a prompt is trusted
 */
function planSeries(name, workflow, trust, base) {
    const own = workflow === undefined ? undefined : suffixOf(workflow, trust);
    return own === undefined ? { series: name, base } : { series: `${name}/${own}`, base: base ?? name };
}
function suffixOf({ event, ref, defaultBranch, pullRequest, follows, runId }, trust) {
    if (event.startsWith('pull_request'))
        return `pr/${pullRequest ?? `run-${runId}`}`;
    if (follows?.event.startsWith('pull_request') === true)
        return `pr/${follows.pullRequest ?? `run-${follows.runId}`}`;
    if (follows !== undefined)
        return follows.branch === defaultBranch || trust === 'ref' ? undefined : `ref/${refSegments(follows.branch)}`;
    const isDefaultBranch = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`;
    if (TRUSTED_EVENTS.includes(event) || (event === 'push' && isDefaultBranch) || trust === 'ref')
        return undefined;
    return `ref/${refSegments(ref.replace(/^refs\/heads\//, ''))}`;
}
/** A ref in the characters that a series may have; what had to be replaced is told apart by a hash. */
function refSegments(ref) {
    const plain = ref
        .replaceAll(/[^A-Za-z0-9._/-]/g, '_')
        .split('/')
        .map((segment) => (/^\.{0,2}$/.test(segment) ? '_' : segment))
        .join('/')
        .slice(0, 80)
        .replace(/\/$/, '_');
    return plain === ref ? ref : `${plain}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', ref).slice(0, 8)}`;
}
/** The organisation that the inputs mean: by default the owner of the repository that the workflow runs in. */
function organizationOf({ organization }, env) {
    const name = organization ?? env['GITHUB_REPOSITORY_OWNER'] ?? '';
    if (name !== '')
        return name;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: 'organization: not set, and outside of a workflow there is no default for it.',
        fix: 'Name the organisation: --organization acme.',
    });
}
/**
 * `owner/repo/<source>`, of the given repository or of the one that the workflow runs in; `<organization>/organization`.
 * @throws bad-input where none is known
 */
function defaultName(inputs, env) {
    const { source, repository } = inputs;
    if (source === 'organization')
        return `${organizationOf(inputs, env)}/${source}`;
    const named = repository !== undefined && /^[A-Za-z0-9_-][A-Za-z0-9._-]*\/[A-Za-z0-9._-]+$/.test(repository)
        ? repository
        : undefined;
    const ownerAndRepo = named ?? (repository === undefined ? env['GITHUB_REPOSITORY'] : undefined);
    if (ownerAndRepo !== undefined && ownerAndRepo !== '')
        return `${ownerAndRepo}/${source}`;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: 'name: not set, and outside of a workflow there is no default for it.',
        why: 'The name of a series is owner/repo and the source by default; here no repository of the form owner/name is known.',
        fix: 'Give the series a name: --name acme/shop/files. `holdfast list` without a name shows the series of the vault.',
    });
}


/***/ }),

/***/ 58266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jA: () => (/* binding */ formerName),
  Z1: () => (/* binding */ openVault),
  gD: () => (/* binding */ pickSnapshot),
  cn: () => (/* binding */ plannedSeries),
  DP: () => (/* binding */ seriesInOrder)
});

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-sts/dist-cjs/index.js
var dist_cjs = __webpack_require__(71695);
;// CONCATENATED MODULE: ./lib/aws/credentials/sts.js
/** Calls of STS: AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity. */



/** Some seconds in total; half a minute if STS throttles. An OIDC token is valid for five minutes. */
const STS_RETRY = { attempts: 5, baseMs: 300 };
/** Errors are those of the SDK; trust.ts explains them. */
async function assumeRoleWithToken(sts, request, token) {
    return takeSession(sts, request, undefined, 'AssumeRoleWithWebIdentity', (client, options) => client.send(new dist_cjs/* AssumeRoleWithWebIdentityCommand */.WH({ ...inputOf(request), WebIdentityToken: token }), options));
}
async function assumeRole(sts, request, by) {
    return takeSession(sts, request, by, 'AssumeRole', (client, options) => client.send(new dist_cjs/* AssumeRoleCommand */.QL({ ...inputOf(request), ExternalId: request.externalId }), options));
}
async function getCallerIdentity(sts, of) {
    const { Account, Arn } = await send(sts, of, 'GetCallerIdentity', (client, options) => client.send(new dist_cjs/* GetCallerIdentityCommand */.zI({}), options));
    return { accountId: /^\d{12}$/.test(Account ?? '') ? Account : undefined, arn: Arn ?? '' };
}
function inputOf(request) {
    return {
        RoleArn: request.roleArn,
        RoleSessionName: request.sessionName,
        DurationSeconds: request.durationSeconds,
        Policy: request.policy,
    };
}
/**
 * Returns a session whose `expiration` is by this machine's clock. Its remaining life is computed from the server's own
 * Date header.
 */
async function takeSession(sts, request, by, operation, ask) {
    const startedMs = sts.now().getTime();
    let serverMs = startedMs;
    const answer = await send(sts, by, operation, ask, (date) => (serverMs = date.getTime()));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
        throw new Error(`${operation} answered without credentials`);
    }
    maskAll(sts, { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
    // A Date header has whole seconds, so the server's clock may be up to a second ahead.
    const lifeMs = Expiration === undefined ? request.durationSeconds * 1000 : Expiration.getTime() - serverMs - 1000;
    return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        expiration: new Date(startedMs + lifeMs),
    };
}
/** The id of an access key is not a secret: it identifies the caller but does not authenticate. */
function maskAll(sts, credentials) {
    for (const secret of [credentials.secretAccessKey, credentials.sessionToken]) {
        if (secret !== undefined && secret !== '')
            sts.mask(secret);
    }
}
async function send(sts, by, operation, ask, onDate = () => undefined) {
    const client = new dist_cjs/* STSClient */.iM(clientConfig(sts, by));
    watchDate(client, onDate);
    const options = sts.signal === undefined ? {} : { abortSignal: sts.signal };
    return (0,retry/* withRetries */.LH)(() => ask(client, options).catch(rethrow), {
        policy: sts.retry,
        what: operation,
        emit: sts.emit,
        signal: sts.signal,
    });
}
function clientConfig(sts, by) {
    return {
        region: sts.region,
        requestHandler: sts.network.requestHandler,
        // Retries are handled in net/retry.ts: they end at once on abort.
        maxAttempts: 1,
        // The SDK refuses FIPS together with an endpoint, even if only the environment sets it.
        ...(sts.endpointUrl === undefined
            ? { useFipsEndpoint: sts.useFips }
            : { endpoint: sts.endpointUrl, useFipsEndpoint: false }),
        ...(by === undefined ? {} : { credentials: by }),
    };
}
/** STS reports an issuer that it could not reach in two ways; one of them looks like a refusal. */
function rethrow(error) {
    if ((0,errors/* isNamed */.ev)(error, 'InvalidIdentityTokenException') && /retrieve verification key/i.test((0,errors/* messageOf */.bD)(error))) {
        throw Object.assign(new Error((0,errors/* messageOf */.bD)(error), { cause: error }), { name: 'IDPCommunicationErrorException' });
    }
    throw error;
}
function watchDate(client, onDate) {
    client.middlewareStack.add((next) => async (args) => {
        const result = await next(args);
        const { headers } = result.response;
        const date = new Date(headers?.['date'] ?? '');
        if (!Number.isNaN(date.getTime()))
            onDate(date);
        return result;
    }, { step: 'deserialize', priority: 'low', name: 'holdfastWatchDate' });
}
/** Names an STS for messages. */
function describeSts(sts) {
    return sts.endpointUrl === undefined ? `AWS STS in ${sts.region}` : sts.endpointUrl;
}

// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
;// CONCATENATED MODULE: ./lib/aws/credentials/sts-errors.js



const named = (...names) => (failure) => names.includes(failure.name);
const TABLE = [
    {
        code: 'role-duration-too-long',
        fits: ({ message }) => /DurationSeconds|MaxSessionDuration/.test(message),
        explain: ({ what, said, durationSeconds }) => ({
            message: `${what} was refused: the role does not allow sessions of ${durationSeconds} s.`,
            why: said,
            fix: 'Lower role-duration-seconds (sessions renew themselves, so a run may take longer), or raise the maximum session duration of the role.',
        }),
    },
    {
        code: 'session-policy-refused',
        fits: named('PackedPolicyTooLargeException', 'MalformedPolicyDocumentException', 'MalformedPolicyDocument'),
        explain: ({ what, said, policyChars }) => ({
            message: `${what} was refused: STS does not accept the session policy of ${policyChars ?? 0} characters that Holdfast sent.`,
            why: `${said} Servers other than AWS may not support everything in it; on AWS it may be too large together with session tags.`,
            fix: 'Set session-policy: off, and let the policy of the role itself allow only what is needed; or use a shorter prefix and name.',
        }),
    },
    {
        code: 'oidc-provider-missing',
        fits: ({ name, message }) => name === 'InvalidIdentityTokenException' && /no openidconnect provider/i.test(message),
        explain: ({ what, said, claims = {}, roleArn }) => ({
            message: `${what} was refused: the account of the role has no OIDC provider for ${claimText(claims['iss'])}.`,
            why: said,
            fix: `Create an IAM identity provider ${providerArn(claims, roleArn)} (type OpenID Connect, URL ${claimText(claims['iss'])}, audience ${claimText(claims['aud'])}), then let the trust policy of the role name it.`,
        }),
    },
    {
        code: 'role-not-assumed',
        fits: (failure) => failure.operation === 'AssumeRoleWithWebIdentity' && REFUSALS.includes(failure.name),
        explain: explainTrust,
    },
    {
        code: 'role-not-assumed',
        fits: (failure) => failure.operation === 'AssumeRole' && REFUSALS.includes(failure.name),
        explain: ({ what, said, roleArn }) => ({
            message: `${what} was refused.`,
            why: `Two policies must agree: the caller's must allow sts:AssumeRole on ${roleArn ?? 'the role'}, and the trust policy of that role must name the caller. ${said}`,
            fix: 'Add to the trust policy of the role: {"Effect":"Allow","Principal":{"AWS":"<ARN of the caller, as named above>"},"Action":"sts:AssumeRole"}, and allow the caller sts:AssumeRole on the role.',
        }),
    },
    {
        code: 'credentials-expired',
        fits: named('ExpiredToken', 'ExpiredTokenException', 'RequestExpired'),
        explain: ({ what, said }) => ({
            message: `${what} was refused: the credentials or the token have expired.`,
            why: said,
            fix: 'Check the clock of this machine. Use role-to-assume, so that Holdfast renews its credentials itself.',
        }),
    },
    {
        code: 'credentials-invalid',
        fits: named('InvalidClientTokenId', 'UnrecognizedClientException', 'SignatureDoesNotMatch', 'InvalidAccessKeyId', 'AccessDenied'),
        explain: ({ what, said, place }) => ({
            message: `${what} was refused: ${place} does not accept these credentials.`,
            why: said,
            fix: 'Check access key and secret; keys of AWS China, GovCloud or another provider work only there (aws-region, sts-endpoint-url).',
        }),
    },
    {
        code: 'region-disabled',
        fits: named('RegionDisabledException'),
        explain: ({ what, said, place }) => ({
            message: `${what} was refused: ${place} is switched off for this account.`,
            why: said,
            fix: 'Enable the region in the settings of the account, or set sts-endpoint-url to that of another region.',
        }),
    },
    {
        code: 'tls-failed',
        fits: ({ name }) => /^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$)/.test(name),
        explain: ({ what, said, place }) => ({
            message: `${what} failed: no trusted TLS connection to ${place}.`,
            why: said,
            fix: 'If the server or a proxy uses a certificate authority of its own, put its certificate in a PEM file and name that in AWS_CA_BUNDLE.',
        }),
    },
    {
        code: 'endpoint-unreachable',
        fits: ({ name }) => name === 'TimeoutError' || name === 'ServerSilent' || /^(E[A-Z_]+|ERR_PROXY_TUNNEL)$/.test(name),
        explain: ({ what, said, place }) => ({
            message: `${what} failed: no answer from ${place}.`,
            why: said,
            fix: 'Check aws-region and sts-endpoint-url, the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy.',
        }),
    },
];
const REFUSALS = [
    'AccessDenied',
    'AccessDeniedException',
    'InvalidIdentityTokenException',
    'IDPRejectedClaimException',
    'NoSuchEntity',
];
/** Any error of a call to STS as the error that a user can act on. */
function explainStsError(error, call) {
    if (error instanceof errors/* HoldfastError */.Et || (0,errors/* isNamed */.ev)(error, 'AbortError'))
        return error;
    const { name, code, $metadata } = (0,retry/* shapeOf */.F5)(error);
    const known = code ?? name ?? '';
    const status = $metadata?.httpStatusCode;
    const failure = {
        ...call,
        name: known,
        message: (0,errors/* messageOf */.bD)(error),
        what: `${call.operation}${call.roleArn === undefined ? '' : ` of ${call.roleArn}`}`,
        said: `STS or the connection said: ${wordsOf(error)} (${[known, status].filter((part) => part !== undefined).join(', ')}).`,
    };
    const row = TABLE.find(({ fits }) => fits(failure));
    if (row !== undefined)
        return new errors/* HoldfastError */.Et({ code: row.code, cause: error, ...row.explain(failure) });
    return new errors/* HoldfastError */.Et({
        code: 'sts-failed',
        message: `${failure.what} failed at ${call.place}.`,
        why: failure.said,
        cause: error,
    });
}
/** The SDK calls it an unknown error if a server sends a code without text. */
function wordsOf(error) {
    return (0,errors/* messageOf */.bD)(error).replace(/^(UnknownError)?$/, 'no message');
}
/** Fixes in the job come first. A change of the trust policy is the last resort, and never a wide one. */
function explainTrust({ what, said, message, roleArn, place, claims = {} }) {
    return {
        message: `${what} was refused: the role does not exist, or its trust policy does not admit this workflow.`,
        why: [said, 'The OIDC token of this job says:', ...claimLines(claims)].join('\n'),
        fix: [
            environmentAdvice(claims),
            'Check role-to-assume, and compare the claims above with the conditions of its trust policy.',
            ...statementAdvice(claims, roleArn, isAws(place)),
            ...(/audience/i.test(message)
                ? [`Add the audience ${claimText(claims['aud'])} to ${providerArn(claims, roleArn)} too.`]
                : []),
            ...otherSubjectAdvice(claims),
        ].join('\n'),
    };
}
function environmentAdvice(claims) {
    const environment = claimText(claims['environment']);
    return environment === ''
        ? 'This job runs in no environment. If the role requires one, as roles made by setup do, add `environment: holdfast` to the job.'
        : `This job runs in the environment ${JSON.stringify(environment)}. If the role requires another one, change \`environment\` of the job.`;
}
function statementAdvice(claims, roleArn, aws) {
    if (/:pull_request$|:\*$/.test(claimText(claims['sub'])) || /^pull_request/.test(claimText(claims['event_name']))) {
        return ['This job was started by a pull request: anybody who opens one would get the role. Run it on a branch.'];
    }
    return [
        'Only if the role is meant for this very job and the conditions cannot be met: add this statement, and leave the others as they are.',
        JSON.stringify(trustStatement(claims, roleArn, aws), undefined, 2),
    ];
}
function otherSubjectAdvice(claims) {
    const others = otherSubject(claims);
    if (others === undefined)
        return [];
    const when = isImmutable(claims) ? 'before' : 'after';
    return [`The same workflow has the subject ${others} ${when} its repository changes to immutable subjects.`];
}
/**
 * A trust policy statement that admits exactly the bearer of these claims.
 *
 * @param aws whether the STS belongs to AWS
 */
function trustStatement(claims, roleArn, aws) {
    const issuer = issuerOf(claims);
    return {
        Effect: 'Allow',
        Principal: { Federated: providerArn(claims, roleArn) },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
            StringEquals: {
                [`${issuer}:aud`]: claims['aud'],
                [`${issuer}:sub`]: claims['sub'],
                ...(aws ? narrowing(claims, issuer) : {}),
            },
        },
    };
}
/** Whether an STS belongs to AWS, judged by its name for messages: that of another server is an address. */
function isAws(place) {
    const host = URL.parse(place)?.hostname;
    return host === undefined || /\.amazonaws\.com(\.cn)?$/.test(host);
}
/**
 * AWS checks these claims of github.com's tokens besides the subject. Others, such as Ceph, know only audience and
 * subject. A condition on a claim that an STS does not know never holds, so such a statement would admit nobody.
 */
function narrowing(claims, issuer) {
    if (issuer !== github_server/* GITHUB_ISSUER */.oX)
        return {};
    const names = ['repository_id', 'job_workflow_ref'].filter((name) => claimText(claims[name]) !== '');
    return Object.fromEntries(names.map((name) => [`${issuer}:${name}`, claims[name]]));
}
function providerArn(claims, roleArn) {
    const [, partition = 'aws', , , account = ''] = (roleArn ?? '').split(':');
    return `arn:${partition}:iam::${account}:oidc-provider/${issuerOf(claims)}`;
}
function issuerOf(claims) {
    return claimText(claims['iss']).replace(/^https?:\/\//, '');
}
/**
 * The subject in its other form. GitHub writes `repo:org/repo:...`, and `repo:org@id/repo@id:...` for repositories
 * created, renamed or moved since June 2026, or switched by their owners:
 * https://docs.github.com/actions/reference/security/oidc#immutable-subject-claims
 * undefined where the claims do not tell, or the subject follows a template of the organisation.
 */
function otherSubject(claims) {
    const forms = subjectStarts(claims);
    if (forms === undefined)
        return undefined;
    const { named: byName, immutable } = forms;
    const subject = claimText(claims['sub']);
    if (subject.startsWith(`${byName}:`))
        return immutable + subject.slice(byName.length);
    if (subject.startsWith(`${immutable}:`))
        return byName + subject.slice(immutable.length);
    return undefined;
}
function isImmutable(claims) {
    return claimText(claims['sub']).startsWith(`${subjectStarts(claims)?.immutable}:`);
}
function subjectStarts(claims) {
    const [owner, name] = claimText(claims['repository']).split('/');
    const ownerId = claimText(claims['repository_owner_id']);
    const id = claimText(claims['repository_id']);
    if (!owner || !name || !ownerId || !id)
        return undefined;
    return { named: `repo:${owner}/${name}`, immutable: `repo:${owner}@${ownerId}/${name}@${id}` };
}
/** Claims that policies usually check come first; times and serial numbers are left out. */
function claimLines(claims) {
    const first = ['sub', 'aud', 'iss'];
    const names = [
        ...first,
        ...Object.keys(claims).filter((name) => !first.includes(name) && !['jti', 'exp', 'iat', 'nbf'].includes(name)),
    ];
    return names.map((name) => `  ${name}: ${claimText(claims[name]) || '(none)'}`);
}
function claimText(claim) {
    if (typeof claim === 'string')
        return claim;
    return claim === undefined ? '' : JSON.stringify(claim);
}

;// CONCATENATED MODULE: ./lib/aws/credentials/identity.js




/**
 * Whose credentials these are, proved by GetCallerIdentity; undefined where the server has no such call.
 * Throws `account-not-allowed`, or `identity-unknown` if accounts are to be checked and none can be proved.
 */
async function proveIdentity(sts, provider, allowedAccountIds) {
    const { identity, reason } = sts === undefined ? { reason: NO_STS } : await askIdentity(sts, provider);
    if (allowedAccountIds.length === 0)
        return identity;
    if (identity?.accountId === undefined) {
        throw new errors/* HoldfastError */.Et({
            code: 'identity-unknown',
            message: 'allowed-account-ids is set, but the account of the credentials is not known.',
            why: reason ?? `GetCallerIdentity answered without an account (${identity?.arn ?? 'no ARN'}).`,
            fix: 'Set sts-endpoint-url to a server that answers GetCallerIdentity, or remove allowed-account-ids.',
        });
    }
    if (!allowedAccountIds.includes(identity.accountId)) {
        throw new errors/* HoldfastError */.Et({
            code: 'account-not-allowed',
            message: `The credentials belong to account ${identity.accountId} (${identity.arn}), which is not allowed here.`,
            why: `allowed-account-ids is ${allowedAccountIds.join(', ')}.`,
            fix: 'Use a role or keys of an allowed account, or add this account to allowed-account-ids.',
        });
    }
    return identity;
}
const NO_STS = 'With endpoint-url, STS is asked only at sts-endpoint-url or AWS_ENDPOINT_URL_STS, and neither is set.';
async function askIdentity(sts, provider) {
    const credentials = await provider();
    try {
        return { identity: await getCallerIdentity(sts, credentials) };
    }
    catch (error) {
        sts.signal?.throwIfAborted();
        if (sts.endpointUrl !== undefined && isNotServed(error)) {
            return { reason: `${describeSts(sts)} does not serve GetCallerIdentity: ${wordsOf(error)}.` };
        }
        throw explainStsError(error, { operation: 'GetCallerIdentity', place: describeSts(sts) });
    }
}
const identity_REFUSALS = [
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
];
/**
 * Servers other than AWS answer an unknown call in many ways, but always with a status, and not with one that concerns
 * the keys.
 */
function isNotServed(error) {
    const { name, $metadata } = (0,retry/* shapeOf */.F5)(error);
    const status = $metadata?.httpStatusCode;
    return status !== undefined && (status === 501 || !(0,retry/* isTransient */.dg)(error)) && !identity_REFUSALS.includes(name ?? '');
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/net/http.js
var http = __webpack_require__(20747);
;// CONCATENATED MODULE: ./lib/aws/credentials/oidc.js
/** Requests the OIDC token of a job from its runner. */





const ANSWER_MAX_BYTES = limits/* MiB */.lv;
/** GitHub sets both variables only for jobs with `permissions: id-token: write`. */
function isOidcAvailable(env) {
    return Boolean(env['ACTIONS_ID_TOKEN_REQUEST_URL']) && Boolean(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
}
/**
 * A new OIDC token of this job, from the runner's token service:
 * https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
 * It is masked before anything else is done with it. Throws `oidc-unavailable`, `oidc-failed`.
 */
async function requestOidcToken(deps, audience) {
    const { env, network, emit, signal } = deps;
    if (!isOidcAvailable(env))
        throw await oidcUnavailable(env);
    const url = new URL(env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
    url.searchParams.set('audience', audience);
    const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
    deps.mask(bearer);
    const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json', 'user-agent': 'holdfast' };
    const ask = async () => {
        const answer = await network.http.request(url, { method: 'GET', headers, signal });
        const body = await (0,http/* readBody */.x8)(answer, ANSWER_MAX_BYTES);
        if (answer.statusCode !== 200)
            throw statusError(answer.statusCode ?? 0);
        return body.toString('utf8');
    };
    let answer;
    try {
        answer = await (0,retry/* withRetries */.LH)(ask, { policy: deps.retry, what: 'OIDC token', emit, signal });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw oidcFailed(url, error);
    }
    const token = tokenIn(answer);
    if (token === undefined)
        throw oidcFailed(url, new Error('the answer is not JSON with a token in "value"'));
    deps.mask(token);
    return token;
}
function statusError(status) {
    return Object.assign(new Error(`HTTP status ${status}`), { $metadata: { httpStatusCode: status } });
}
function tokenIn(body) {
    try {
        const answer = JSON.parse(body);
        const value = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
        return typeof value === 'string' && value !== '' ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function oidcFailed(url, error) {
    const status = (0,retry/* shapeOf */.F5)(error).$metadata?.httpStatusCode;
    return new errors/* HoldfastError */.Et({
        code: 'oidc-failed',
        message: `The runner's token service at ${url.host} gave no OIDC token.`,
        why: (0,errors/* messageOf */.bD)(error),
        fix: status === 401 || status === 403
            ? 'The request token of a job is refused once the job has ended; run the job again.'
            : 'Run the job again; if it fails again, check githubstatus.com, and HTTPS_PROXY and NO_PROXY on a self-hosted runner.',
        cause: error,
    });
}
/** Explains why this job cannot get a token, and what its author can do. */
async function oidcUnavailable(env, cause) {
    if (await isForkPullRequest(env)) {
        return new errors/* HoldfastError */.Et({
            code: 'oidc-unavailable',
            message: 'role-to-assume is set, but a pull request from a fork gets no OIDC token.',
            why: 'GitHub gives workflows that run the code of a fork neither tokens for AWS nor secrets.',
            fix: 'Skip this step for forks: if: github.event.pull_request.head.repo.full_name == github.repository',
            cause,
        });
    }
    return new errors/* HoldfastError */.Et({
        code: 'oidc-unavailable',
        message: 'role-to-assume is set, but this job has no access to OIDC tokens, and there are no other AWS credentials.',
        why: 'ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not set: the job lacks the permission id-token: write.',
        fix: [
            'Add this to the job (a permissions block drops every permission that it does not name), and to the caller of a reusable workflow:',
            'permissions:',
            '  id-token: write',
            '  contents: read',
        ].join('\n'),
        cause,
    });
}
/** Whether the event file says that this run is for a pull request from another repository. */
async function isForkPullRequest(env) {
    const path = env['GITHUB_EVENT_PATH'];
    if (path === undefined || env['GITHUB_EVENT_NAME']?.startsWith('pull_request') !== true)
        return false;
    try {
        const event = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
        // The head repository is null after a fork was deleted.
        return event.pull_request !== undefined && event.pull_request.head?.repo?.full_name !== event.repository?.full_name;
    }
    catch {
        // Only the wording of an error depends on this. A missing or malformed file must not replace that error by its own.
        return false;
    }
}
/** The claims of a token, or none if it is not a JWT. */
function claimsOf(token) {
    try {
        const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
        return typeof claims === 'object' && claims !== null ? claims : {};
    }
    catch {
        return {};
    }
}

// EXTERNAL MODULE: ./lib/aws/credentials/partition.js
var credentials_partition = __webpack_require__(57202);
;// CONCATENATED MODULE: ./lib/aws/credentials/renewing.js

/** Renewed this long before they expire, or after two thirds of a life shorter than 15 minutes. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** Pause after a failed renewal while the old credentials are still valid. */
const RENEW_AGAIN_MS = 30_000;
/**
 * A provider that keeps what `obtain` returned until shortly before it expires. All callers share one renewal. A
 * renewal that fails while the old credentials are still valid is a warning and is tried again.
 */
function renewing(obtain, deps) {
    let held;
    let pending;
    const nowMs = () => deps.now().getTime();
    const renew = async () => {
        try {
            const credentials = await obtain();
            held = { credentials, renewAtMs: renewalOf(credentials, nowMs()) };
        }
        catch (error) {
            const expiresMs = held?.credentials.expiration?.getTime() ?? 0;
            if (held === undefined || nowMs() >= expiresMs || deps.signal?.aborted === true)
                throw error;
            held = { ...held, renewAtMs: Math.min(nowMs() + RENEW_AGAIN_MS, expiresMs) };
            deps.emit({
                type: 'warning',
                class: 'credentials-not-renewed',
                message: 'The AWS credentials could not be renewed yet.',
                why: (0,errors/* messageOf */.bD)(error),
            });
        }
        return held.credentials;
    };
    return async () => {
        if (held !== undefined && nowMs() < held.renewAtMs)
            return held.credentials;
        pending ??= renew().finally(() => (pending = undefined));
        return pending;
    };
}
function renewalOf(credentials, nowMs) {
    const expiresMs = credentials.expiration?.getTime() ?? Infinity;
    return expiresMs === Infinity ? Infinity : expiresMs - Math.min(RENEW_BEFORE_MS, (expiresMs - nowMs) / 3);
}

// EXTERNAL MODULE: ./lib/aws/policies/session.js
var session = __webpack_require__(29040);
;// CONCATENATED MODULE: ./lib/aws/credentials/credentials.js









/** No work is done before the first use. Errors are HoldfastErrors: see oidc.ts, trust.ts and identity.ts. */
function createCredentials(settings, deps) {
    const { env } = deps;
    const region = settings.awsRegion ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined);
    const partition = (0,credentials_partition/* partitionOf */.iQ)(region, settings.roleToAssume.at(-1));
    const sts = stsFor(settings, deps, region ?? (0,credentials_partition/* firstRegionOf */.iI)(partition));
    const session = { settings, deps, sts, partition, ambient: (0,base_async/* once */.Oo)(() => ambientProvider(deps, sts)) };
    const unchecked = renewing(() => obtain(session), deps);
    const identity = (0,base_async/* once */.Oo)(() => proveIdentity(sts, unchecked, settings.allowedAccountIds));
    return {
        provider: async () => {
            if (settings.allowedAccountIds.length > 0)
                await identity();
            return unchecked();
        },
        identity,
        bucketOwner: async () => settings.expectedBucketOwner ?? (await identity())?.accountId,
        region,
        partition,
    };
}
/**
 * Keys of another provider are never shown to AWS: with an endpoint that is not one of AWS, STS exists only where it
 * was named expressly.
 */
function stsFor(settings, deps, region) {
    const endpointUrl = settings.stsEndpointUrl ?? (deps.env['AWS_ENDPOINT_URL_STS'] || undefined);
    if (endpointUrl === undefined && !isOnAws(settings, deps.env))
        return undefined;
    const { network, emit, signal, now, mask, retry = STS_RETRY } = deps;
    return { region, endpointUrl, useFips: settings.useFipsEndpoint, network, emit, signal, now, mask, retry };
}
/** If the input names no endpoint, the SDK's own variables may. */
function isOnAws(settings, env) {
    const endpoint = settings.endpointUrl ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL']);
    return endpoint === undefined || endpoint === '' || (0,credentials_partition/* isAwsEndpoint */.DM)(endpoint);
}
/** Obtains new credentials from scratch: token or ambient credentials, then each role of the chain. */
async function obtain(context) {
    const [firstRole, ...furtherRoles] = context.settings.roleToAssume;
    if (firstRole === undefined)
        return fromAmbient(context);
    const { sts } = context;
    if (sts === undefined)
        throw stsMissing(firstRole);
    const withToken = isOidcAvailable(context.deps.env);
    let credentials = withToken
        ? await sessionByToken(context, sts, firstRole)
        : await sessionByRole(context, sts, firstRole, await fromAmbient(context));
    for (const role of furtherRoles)
        credentials = await sessionByRole(context, sts, role, credentials);
    return credentials;
}
async function sessionByToken(context, sts, roleArn) {
    const { settings, deps } = context;
    const request = roleRequest(context, roleArn, settings.roleDurationSeconds);
    const token = await requestOidcToken({ ...sts, env: deps.env }, settings.audience ?? (0,credentials_partition/* defaultAudience */.Yl)(context.partition));
    return explained(sts, 'AssumeRoleWithWebIdentity', request, () => assumeRoleWithToken(sts, request, token), token);
}
/**
 * AWS limits a session that is obtained with another session to one hour:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
 */
const CHAINED_MAX_SECONDS = 3600;
async function sessionByRole(context, sts, roleArn, by) {
    const { roleDurationSeconds } = context.settings;
    const seconds = by.sessionToken === undefined ? roleDurationSeconds : Math.min(roleDurationSeconds, CHAINED_MAX_SECONDS);
    const request = roleRequest(context, roleArn, seconds);
    return explained(sts, 'AssumeRole', request, () => assumeRole(sts, request, by));
}
/** Only the last session of a chain is narrowed: the ones before it must be able to assume the next. */
function roleRequest({ settings, deps, partition }, roleArn, durationSeconds) {
    const narrowed = settings.sessionPolicy === 'auto' && roleArn === settings.roleToAssume.at(-1);
    const { expectedBucketOwner, kmsKeyId, githubAppKmsKey: appKey } = settings;
    const account = roleArn.split(':')[4];
    const keys = (0,session/* keyArns */.cD)(partition, [account, expectedBucketOwner], kmsKeyId);
    const signingKey = appKey === undefined ? undefined : (0,session/* signingKeyOf */.i$)(partition, [account], appKey);
    return {
        roleArn,
        durationSeconds,
        sessionName: settings.roleSessionName ?? defaultSessionName(deps.env),
        policy: narrowed
            ? (0,session/* sessionPolicy */.li)({ ...settings, partition, keys, signingKey, aws: isOnAws(settings, deps.env) })
            : undefined,
    };
}
/** Shown in CloudTrail. */
function defaultSessionName(env) {
    const run = env['GITHUB_RUN_ID'] ?? '';
    return /^\d{1,20}$/.test(run) ? `holdfast-${run}` : 'holdfast';
}
async function explained(sts, operation, request, take, token) {
    try {
        return await take();
    }
    catch (error) {
        sts.signal?.throwIfAborted();
        const { roleArn, durationSeconds, policy } = request;
        const claims = token === undefined ? undefined : claimsOf(token);
        throw explainStsError(error, {
            operation,
            place: describeSts(sts),
            roleArn,
            durationSeconds,
            policyChars: policy?.length,
            claims,
        });
    }
}
function stsMissing(roleArn) {
    return new errors/* HoldfastError */.Et({
        code: 'sts-endpoint-missing',
        message: `${roleArn} cannot be assumed: endpoint-url names a server that is not AWS, and no STS endpoint is set.`,
        why: 'Holdfast never shows the keys of one provider to another, so it does not ask AWS here.',
        fix: 'Set sts-endpoint-url (or AWS_ENDPOINT_URL_STS) to the STS of that provider, or remove role-to-assume.',
    });
}
async function fromAmbient({ settings, deps, ambient }) {
    try {
        const credentials = await (await ambient())();
        maskAll(deps, credentials);
        return credentials;
    }
    catch (error) {
        deps.signal?.throwIfAborted();
        if (error instanceof errors/* HoldfastError */.Et)
            throw error;
        if (settings.roleToAssume.length > 0 && deps.env['GITHUB_ACTIONS'] === 'true')
            throw await oidcUnavailable(deps.env, error);
        const profile = deps.env['AWS_PROFILE'];
        throw new errors/* HoldfastError */.Et({
            code: 'no-credentials',
            message: `No AWS credentials were found${profile ? ` for the profile ${profile}` : ''}.`,
            why: `The AWS SDK said: ${(0,errors/* messageOf */.bD)(error)}.`.replace(/\.\.$/, '.'),
            fix: profile
                ? 'Check AWS_PROFILE: the profile has to be in ~/.aws/config or ~/.aws/credentials, with keys, a role or a login that has not expired.'
                : 'In a workflow, set role-to-assume (with permissions: id-token: write), or run aws-actions/configure-aws-credentials before; elsewhere set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
            cause: error,
        });
    }
}
/**
 * The SDK's chain: environment, shared configuration files, web identity file, container, instance. Loaded when needed.
 * Role sessions of profiles are obtained by our own code, so that the endpoint rules hold for them too.
 */
async function ambientProvider(deps, sts) {
    if (deps.ambient !== undefined)
        return deps.ambient;
    const { fromNodeProviderChain } = await __webpack_require__.e(/* import() */ 9719).then(__webpack_require__.t.bind(__webpack_require__, 29719, 19));
    const request = (params) => ({
        roleArn: params.RoleArn ?? '',
        sessionName: params.RoleSessionName ?? defaultSessionName(deps.env),
        durationSeconds: params.DurationSeconds ?? CHAINED_MAX_SECONDS,
        policy: undefined,
        externalId: params.ExternalId,
    });
    const chain = fromNodeProviderChain({
        clientConfig: { requestHandler: deps.network.requestHandler, ...(sts === undefined ? {} : { region: sts.region }) },
        roleAssumer: async (by, params) => {
            if (sts === undefined)
                throw stsMissing(params.RoleArn ?? '');
            return explained(sts, 'AssumeRole', request(params), () => assumeRole(sts, request(params), by));
        },
        roleAssumerWithWebIdentity: async (params) => {
            if (sts === undefined)
                throw stsMissing(params.RoleArn ?? '');
            const token = params.WebIdentityToken ?? '';
            const take = () => assumeRoleWithToken(sts, request(params), token);
            return explained(sts, 'AssumeRoleWithWebIdentity', request(params), take, token);
        },
    });
    return () => chain();
}

// EXTERNAL MODULE: ./lib/aws/policies/evaluate.js
var evaluate = __webpack_require__(2409);
// EXTERNAL MODULE: ./lib/aws/s3/errors.js
var s3_errors = __webpack_require__(4397);
// EXTERNAL MODULE: ./lib/aws/bucket/policy-checks.js
var policy_checks = __webpack_require__(90812);
// EXTERNAL MODULE: ./lib/aws/bucket/settings.js + 1 modules
var bucket_settings = __webpack_require__(80429);
;// CONCATENATED MODULE: ./lib/aws/provider/refused-puts.js
/** Why a server other than AWS refuses every PUT: settings of the bucket that it may interpret in another way. */





/**
 * The same store for servers other than AWS. If a new object is refused, the error names what in the bucket may be the
 * reason: some servers refuse every PUT while BlockPublicAcls is on, others ignore the conditions of a policy, or have
 * no key for the encryption that the bucket asks for. The settings are read only then.
 */
function explainingStore(store, connection) {
    return {
        ...store,
        putNew: async (key, body, options) => {
            try {
                return await store.putNew(key, body, options);
            }
            catch (error) {
                if (!(0,s3_errors/* isRefusedPut */.mo)(error))
                    throw error;
                throw await refused_puts_explained(error, connection, key, options?.signal);
            }
        },
    };
}
async function refused_puts_explained(error, connection, key, signal) {
    const reasons = await reasonsOf(error, connection, key, signal);
    if (reasons.length === 0)
        return error;
    return new errors/* HoldfastError */.Et({
        code: error.code,
        message: error.message,
        why: [error.why, ...reasons.map(({ why }) => why)].join(' '),
        fix: [error.fix, ...reasons.map(({ fix }) => fix)].join(' '),
        cause: error.cause,
    });
}
/** None, if the settings cannot be read: the refusal itself counts. */
async function reasonsOf({ code }, connection, key, signal) {
    const { bucket, prefix } = connection.settings;
    const object = `arn:aws:s3:::${bucket}/${prefix === '' ? '' : `${prefix}/`}${key}`;
    try {
        if (code !== 'access-denied') {
            const { encryption } = await (0,bucket_settings/* readSettings */.sb)(connection, ['encryption'], signal);
            return byEncryption(connection, encryption);
        }
        const { openSwitches, policy } = await (0,bucket_settings/* readSettings */.sb)(connection, ['openSwitches', 'policy'], signal);
        return [...byAccessBlock(connection, openSwitches), ...byPolicy(policy, object)];
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof errors/* HoldfastError */.Et)
            return [];
        throw error;
    }
}
const LOCK = 'BlockPublicAcls';
function byAccessBlock({ settings }, open) {
    if (open.state !== 'ok' || open.value.includes(LOCK))
        return [];
    const isOn = (name) => name !== LOCK && !open.value.includes(name);
    const switches = bucket_settings/* PUBLIC_ACCESS_SWITCHES */.O2.map((name) => `${name}=${String(isOn(name))}`).join(',');
    return [
        {
            why: `${LOCK} of the bucket is on: some servers then refuse every PUT, and not only those with a public ACL.`,
            fix: `If that is acceptable, the owner of the bucket turns ${LOCK} off (setup weakens no setting): aws s3api put-public-access-block --bucket ${settings.bucket}${endpointFlag(settings)} --public-access-block-configuration ${switches}`,
        },
    ];
}
function byEncryption({ settings }, rule) {
    const algorithm = rule.state === 'ok' ? rule.value?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm : undefined;
    if (algorithm === undefined)
        return [];
    return [
        {
            why: `The bucket encrypts with ${algorithm} by default: a server that has no key for it refuses every PUT.`,
            fix: `Give the server a key for ${algorithm}, or remove the default encryption of the bucket: aws s3api delete-bucket-encryption --bucket ${settings.bucket}${endpointFlag(settings)}`,
        },
    ];
}
/** Statements of the policy that refuse the PUT on a server that ignores their conditions. */
function byPolicy(policy, object) {
    const statements = (0,policy_checks/* statementsOf */.GX)(policy);
    const refusing = statements.state === 'ok' ? statements.value.filter(refuses(object)) : [];
    if (refusing.length === 0)
        return [];
    const names = refusing.map(({ sid }) => sid ?? 'without a Sid').join(', ');
    return [
        {
            why: `The bucket policy denies PUTs under conditions (statement ${names}): a server that ignores conditions then refuses every PUT.`,
            fix: `On a server that ignores conditions, the owner of the bucket removes statement ${names} from its policy.`,
        },
    ];
}
function endpointFlag({ endpointUrl }) {
    return endpointUrl === undefined ? '' : ` --endpoint-url ${endpointUrl}`;
}
function refuses(object) {
    return (statement) => statement.effect === 'Deny' &&
        statement.conditions.length > 0 &&
        (0,evaluate/* matchesAction */.ch)(statement, 's3:PutObject') &&
        (0,evaluate/* deniesAll */.A_)(statement, object);
}

// EXTERNAL MODULE: ./lib/net/network.js
var net_network = __webpack_require__(82989);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var client_s3_dist_cjs = __webpack_require__(53711);
;// CONCATENATED MODULE: ./lib/aws/s3/client.js
/** Connects to S3: the client of the SDK with retries, checksums and the settings of the vault. */




/** The first region asked where a bucket is: its endpoint knows every bucket of the commercial partition. */
const FIRST_REGION = 'us-east-1';
/**
 * Retries are handled in net/retry.ts: they also cover the reading of bodies, and errors arrive as they were thrown.
 * The SDK's own are replaced, not removed, since other middleware is placed by their name.
 */
function createClient(config) {
    const client = new client_s3_dist_cjs/* S3Client */.YxF(config);
    client.middlewareStack.add((next) => next, {
        name: 'retryMiddleware',
        step: 'finalizeRequest',
        priority: 'high',
        override: true,
    });
    return client;
}
function client_connectS3(settings, deps) {
    const closing = new AbortController();
    let serverDate;
    const client = createClient({
        ...client_clientConfig(settings, deps),
        region: settings.region ?? (0,base_async/* once */.Oo)(() => findRegion(settings, deps, closing.signal)),
        credentials: deps.credentials,
    });
    reusePayloadHash(client);
    watchHeaders(client, (headers) => {
        const date = new Date(headers['date'] ?? '');
        if (!Number.isNaN(date.getTime()))
            serverDate = date;
    });
    const close = () => {
        closing.abort();
        client.destroy();
    };
    return { settings, client, emit: deps.emit, serverDate: () => serverDate, close };
}
/**
 * Hosts of AWS itself, which take the bucket in the host name: https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const AWS_HOST = /(^|\.)(amazonaws\.(com|com\.cn|eu)|api\.aws)$/i;
/** Servers other than AWS seldom have a DNS name for each bucket, so path style is their default. */
function isForeign(endpointUrl) {
    return endpointUrl !== undefined && !AWS_HOST.test(new URL(endpointUrl).hostname);
}
function client_clientConfig(settings, deps) {
    return {
        requestHandler: deps.requestHandler,
        forcePathStyle: settings.forcePathStyle ?? isForeign(settings.endpointUrl),
        ...(settings.useFips === undefined ? {} : { useFipsEndpoint: settings.useFips }),
        ...(settings.endpointUrl === undefined ? {} : { endpoint: settings.endpointUrl }),
        // Every object is verified by SHA-256 above this layer: an additional CRC would hash each body twice, and the
        // checksum of a whole object, sent by some servers with a part of it, would fail a good answer.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // With "Expect: 100-continue" the SDK opens a new connection for each large PUT.
        expectContinueHeader: false,
    };
}
/**
 * The region of the bucket, from the header that S3 adds to any answer about it, refusals included. The request is not
 * signed, so it needs no permission. Servers other than AWS often say nothing: us-east-1 is what they expect.
 * Buckets of AWS China and GovCloud are unknown there: for those the region must be given.
 */
async function findRegion(settings, deps, signal) {
    const client = createClient({
        ...client_clientConfig(settings, deps),
        region: FIRST_REGION,
        credentials: { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
        signer: { sign: async (request) => request },
    });
    let region;
    watchHeaders(client, (headers) => (region = headers['x-amz-bucket-region'] ?? region));
    const ask = async () => {
        try {
            await client.send(new client_s3_dist_cjs/* HeadBucketCommand */.kuI({ Bucket: settings.bucket }), { abortSignal: signal });
        }
        catch (error) {
            const status = (0,retry/* shapeOf */.F5)(error).$metadata?.httpStatusCode;
            region ??= (0,s3_errors/* regionNamedBy */.n8)(error);
            // Any answer will do; only getting none is a failure here.
            if (region === undefined && (status === undefined || (0,retry/* isTransient */.dg)(error)))
                throw error;
        }
    };
    try {
        await (0,retry/* withRetries */.LH)(ask, {
            policy: settings.retry ?? retry/* DEFAULT_RETRY */.vI,
            what: 'HeadBucket',
            emit: deps.emit,
            signal,
        });
    }
    catch (error) {
        throw (0,s3_errors/* explainS3Error */.y6)(error, { operation: 'HeadBucket', ...settings });
    }
    return region ?? FIRST_REGION;
}
/** Shows the headers of every answer; `low` priority is next to the wire, before errors are made of answers. */
function watchHeaders(client, watch) {
    client.middlewareStack.add((next) => async (args) => {
        const result = await next(args);
        watch(result.response.headers ?? {});
        return result;
    }, { step: 'deserialize', priority: 'low', name: 'holdfastWatchHeaders' });
}
/** The signature covers the body's SHA-256, which a PUT carries as its checksum already: the body is hashed once. */
function reusePayloadHash(client) {
    client.middlewareStack.add((next) => async (args) => {
        const { headers } = args.request;
        const checksum = headers['x-amz-checksum-sha256'];
        if (checksum !== undefined)
            headers['x-amz-content-sha256'] = Buffer.from(checksum, 'base64').toString('hex');
        return next(args);
    }, { step: 'build', name: 'holdfastReusePayloadHash' });
}

// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/inputs/schema.js + 11 modules
var schema = __webpack_require__(42529);
// EXTERNAL MODULE: ./lib/vault/read/selectors.js
var read_selectors = __webpack_require__(6971);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/backup/mixed-series.js
var mixed_series = __webpack_require__(84152);
// EXTERNAL MODULE: ./lib/vault/seal/keyed-store.js
var keyed_store = __webpack_require__(61110);
// EXTERNAL MODULE: ./lib/vault/seal/keys.js
var keys = __webpack_require__(5978);
;// CONCATENATED MODULE: ./lib/store/counting.js
/** The same store, and a function that returns its traffic so far. Failed requests count too. */
function countingStore(inner) {
    const requests = { putNew: 0, get: 0, head: 0, list: 0, listVersions: 0, markDeleted: 0 };
    let uploadedBytes = 0;
    let downloadedBytes = 0;
    async function* pages(verb, source) {
        for await (const page of source) {
            requests[verb]++;
            yield page;
        }
    }
    const store = {
        async putNew(key, body, options) {
            requests.putNew++;
            const result = await inner.putNew(key, body, options);
            uploadedBytes += body.byteLength;
            return result;
        },
        async putOver(key, body, options) {
            requests.putNew++;
            const result = await inner.putOver(key, body, options);
            uploadedBytes += body.byteLength;
            return result;
        },
        async get(key, options) {
            requests.get++;
            const result = await inner.get(key, options);
            downloadedBytes += result.body.byteLength;
            return result;
        },
        async head(key, options) {
            requests.head++;
            return inner.head(key, options);
        },
        list: (prefix, options) => pages('list', inner.list(prefix, options)),
        listVersions: (prefix, options) => pages('listVersions', inner.listVersions(prefix, options)),
        async markDeleted(key, options) {
            requests.markDeleted++;
            await inner.markDeleted(key, options);
        },
        serverDate: () => inner.serverDate(),
    };
    return { store, traffic: () => ({ requests: { ...requests }, uploadedBytes, downloadedBytes }) };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/aws/s3/body.js


/** The Range header for these options; undefined for the whole object. */
function rangeHeader({ offset = 0, length }) {
    if (length !== undefined)
        return `bytes=${offset}-${offset + length - 1}`;
    return offset === 0 ? undefined : `bytes=${offset}-`;
}
/** Holdfast stores nothing larger, so no memory is allocated for larger bodies. */
const MAX_BODY_BYTES = limits/* LIMITS */.b1.rootMaxBytes;
/** Reads the body of an answer to GetObject, checked against the request and the headers. */
async function readAnswer(answer, key, asked) {
    const stream = answer.Body;
    try {
        const { bytes, objectBytes } = promised(answer, key, asked);
        return { body: await collect(stream, bytes), objectBytes };
    }
    catch (error) {
        stream.destroy();
        throw error;
    }
}
/** The number of bytes that the headers promise. Throws if that is not what was requested. */
function promised(answer, key, asked) {
    const { start, end, objectBytes } = readContentRange(answer, key);
    const offset = asked.offset ?? 0;
    const wantedEnd = asked.length === undefined ? objectBytes : Math.min(offset + asked.length, objectBytes);
    if (asked.length !== undefined && asked.upTo !== true && offset + asked.length > objectBytes) {
        throw new errors/* HoldfastError */.Et({
            code: 'object-truncated',
            message: `${key} is ${objectBytes} bytes long, too short for bytes ${offset} to ${offset + asked.length}.`,
        });
    }
    if (start !== offset || end !== wantedEnd) {
        const came = `${bytesText(start, end)} of ${objectBytes} came`;
        throw wrongRange(`${came}, and ${bytesText(offset, wantedEnd)} were requested`);
    }
    if (end - start > MAX_BODY_BYTES) {
        throw new errors/* HoldfastError */.Et({
            code: 'object-too-large',
            message: `${key} is ${objectBytes} bytes long; nothing in a vault is longer than ${MAX_BODY_BYTES}.`,
            why: 'It was not written by Holdfast, or it was replaced.',
        });
    }
    return { bytes: end - start, objectBytes };
}
/** @param end behind the last byte */
function bytesText(start, end) {
    return end > start ? `bytes ${start} to ${end - 1}` : `no bytes from ${start} on`;
}
/** Bytes [start, end) of the object are in the body. Without Content-Range, it is the whole object. */
function readContentRange(answer, key) {
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? '');
    if (range !== null)
        return { start: Number(range[1]), end: Number(range[2]) + 1, objectBytes: Number(range[3]) };
    if (answer.ContentLength === undefined) {
        throw new errors/* HoldfastError */.Et({ code: 'bad-s3-answer', message: `The S3 server sent no length for ${key}.` });
    }
    return { start: 0, end: answer.ContentLength, objectBytes: answer.ContentLength };
}
/** Reads exactly `bytes` bytes of a stream into a buffer of its own. */
async function collect(stream, bytes) {
    const body = Buffer.allocUnsafeSlow(bytes);
    let filled = 0;
    try {
        for await (const chunk of stream) {
            if (filled + chunk.length > bytes)
                throw new Error('more than promised');
            filled += chunk.copy(body, filled);
            releaseWhole(chunk);
        }
    }
    catch (error) {
        throw truncated(`it broke after ${filled} of ${bytes} bytes (${(0,errors/* messageOf */.bD)(error)})`, error);
    }
    if (filled !== bytes)
        throw truncated(`it ended after ${filled} of ${bytes} bytes`);
    return body;
}
/** Frees a chunk that has its memory for itself. Left to the garbage collector, each 32 MiB cost a collection of everything. */
function releaseWhole({ buffer, length }) {
    if (buffer instanceof ArrayBuffer && buffer.byteLength === length)
        buffer.transfer(0);
}
/** Errors that another try may fix; net/retry.ts knows them by name. */
function wrongRange(problem) {
    return Object.assign(new Error(problem), { name: 'WrongRange' });
}
function truncated(problem, cause) {
    return Object.assign(new Error(problem, { cause }), { name: 'TruncatedBody' });
}

;// CONCATENATED MODULE: ./lib/aws/s3/store.js
/** The store over S3. */







/** Opens a vault in S3 over its own connection. */
function createS3Store(settings, deps) {
    return storeOver(connectS3(settings, deps));
}
/** Opens a vault in S3 over a shared connection (the bucket's checks use it too). */
function storeOver(connection) {
    const vault = vaultOf(connection);
    return {
        putNew: (key, body, options) => putNew(vault, key, body, options ?? {}),
        putOver: (key, body, options) => put(vault, key, body, options ?? {}),
        get: (key, options) => get(vault, key, options ?? {}),
        head: (key, options) => head(vault, key, options ?? {}),
        list: (prefix, options) => list(vault, prefix, options ?? {}),
        listVersions: (prefix, options) => listVersions(vault, prefix, options),
        markDeleted: (key, options) => markDeleted(vault, key, options?.signal),
        serverDate: connection.serverDate,
    };
}
function vaultOf(connection) {
    const { bucket, prefix, expectedBucketOwner } = connection.settings;
    const start = prefix === '' ? '' : `${prefix}/`;
    return {
        connection,
        target: { Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner },
        fullKey: (key) => start + key,
        relativeKey: (fullKey) => {
            if (fullKey?.startsWith(start) !== true)
                throw badAnswer(`it lists ${JSON.stringify(fullKey)}, although keys were requested under ${start}`);
            return fullKey.slice(start.length);
        },
    };
}
/** Runs one request with retries and turns the last error into one for users. */
async function perform(vault, request, attempt) {
    const { settings, emit } = vault.connection;
    const { operation, signal } = request;
    const key = vault.fullKey(request.key);
    const options = signal === undefined ? {} : { abortSignal: signal };
    try {
        return await (0,retry/* withRetries */.LH)(() => attempt(options), {
            policy: settings.retry ?? retry/* DEFAULT_RETRY */.vI,
            what: `${operation} ${key}`,
            emit,
            signal,
        });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw (0,s3_errors/* explainS3Error */.y6)(error, { ...settings, operation, key, versionId: request.versionId });
    }
}
/**
 * If the 200 of a try was lost, the next try gets 412. Then `created` is false too, and the caller, which compares what
 * is stored, finds its own bytes.
 */
async function putNew(vault, key, body, options) {
    return put(vault, key, body, options, '*');
}
async function put(vault, key, body, options, ifNoneMatch) {
    const sha256 = options.sha256 ?? (0,external_node_crypto_.hash)('sha256', body, 'buffer');
    const input = {
        ...vault.target,
        Key: vault.fullKey(key),
        Body: body,
        ContentLength: body.byteLength,
        IfNoneMatch: ifNoneMatch,
        ChecksumAlgorithm: 'SHA256',
        ChecksumSHA256: Buffer.from(sha256).toString('base64'),
        StorageClass: options.storageClass,
        ...encryptionHeaders(vault.connection.settings.encryption),
    };
    return perform(vault, { operation: 'PutObject', key, signal: options.signal }, async (sendOptions) => {
        try {
            const answer = await vault.connection.client.send(new client_s3_dist_cjs/* PutObjectCommand */.wKZ(input), sendOptions);
            const { VersionId: versionId, ServerSideEncryption: serverSideEncryption } = answer;
            return { created: true, etag: known(answer.ETag, 'ETag'), versionId, serverSideEncryption };
        }
        catch (error) {
            if (ifNoneMatch === undefined || !(0,errors/* isNamed */.ev)(error, 'PreconditionFailed'))
                throw error;
            return { created: false, etag: undefined, versionId: undefined };
        }
    });
}
function encryptionHeaders(encryption) {
    if (encryption === undefined || encryption.mode === 'bucket-default')
        return {};
    return { ServerSideEncryption: encryption.mode, SSEKMSKeyId: encryption.kmsKeyId };
}
async function get(vault, key, options) {
    const { versionId, signal } = options;
    const input = { ...vault.target, Key: vault.fullKey(key), Range: rangeHeader(options), VersionId: versionId };
    return perform(vault, { operation: 'GetObject', key, versionId, signal }, async (sendOptions) => {
        let answer;
        try {
            answer = await vault.connection.client.send(new client_s3_dist_cjs/* GetObjectCommand */.jLs(input), sendOptions);
        }
        catch (error) {
            if ((0,errors/* isNamed */.ev)(error, 'InvalidRange'))
                return beyondTheEnd(key, options, error);
            throw error;
        }
        const { body, objectBytes } = await readAnswer(answer, key, options);
        return { body, objectBytes, etag: answer.ETag, versionId: answer.VersionId, lastModified: answer.LastModified };
    });
}
/**
 * Handles status 416: there is nothing at the requested offset. For a read of "up to n bytes" from the start, the
 * object is empty.
 */
function beyondTheEnd(key, options, cause) {
    if (options.upTo === true && (options.offset ?? 0) === 0) {
        return { body: Buffer.alloc(0), objectBytes: 0, etag: undefined, versionId: undefined, lastModified: undefined };
    }
    throw new errors/* HoldfastError */.Et({
        code: 'object-truncated',
        message: `${key} ends before byte ${options.offset ?? 0}, where a part of it should begin.`,
        cause,
    });
}
async function head(vault, key, options) {
    const { versionId, withoutChecksum = false, signal } = options;
    const mode = withoutChecksum ? {} : { ChecksumMode: 'ENABLED' };
    const input = { ...vault.target, Key: vault.fullKey(key), VersionId: versionId, ...mode };
    try {
        return await perform(vault, { operation: 'HeadObject', key, versionId, signal }, async (sendOptions) => {
            const answer = await vault.connection.client.send(new client_s3_dist_cjs/* HeadObjectCommand */.l81(input), sendOptions);
            return {
                sizeBytes: known(answer.ContentLength, 'Content-Length'),
                etag: answer.ETag,
                versionId: answer.VersionId,
                lastModified: answer.LastModified,
                sha256: answer.ChecksumSHA256 === undefined ? undefined : Buffer.from(answer.ChecksumSHA256, 'base64'),
                serverSideEncryption: answer.ServerSideEncryption,
                kmsKeyId: answer.SSEKMSKeyId,
                storageClass: answer.StorageClass,
            };
        });
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && error.code === 'object-not-found')
            return undefined;
        throw error;
    }
}
async function* list(vault, prefix, options) {
    const input = {
        ...vault.target,
        Prefix: vault.fullKey(prefix),
        Delimiter: options.delimiter,
        StartAfter: options.startAfter === undefined ? undefined : vault.fullKey(options.startAfter),
        EncodingType: 'url',
    };
    let token;
    do {
        const page = await perform(vault, { operation: 'ListObjectsV2', key: prefix, signal: options.signal }, (sendOptions) => vault.connection.client.send(new client_s3_dist_cjs/* ListObjectsV2Command */.u6x({ ...input, ContinuationToken: token }), sendOptions));
        const hasMore = known(page.IsTruncated, 'IsTruncated');
        const keyOf = (name) => vault.relativeKey(decoded(name, page.EncodingType));
        yield {
            objects: (page.Contents ?? []).map((object) => ({
                key: keyOf(object.Key),
                sizeBytes: known(object.Size, 'Size'),
                etag: known(object.ETag, 'ETag'),
                lastModified: known(object.LastModified, 'LastModified'),
                storageClass: object.StorageClass,
            })),
            prefixes: (page.CommonPrefixes ?? []).map((common) => keyOf(common.Prefix)),
        };
        token = hasMore ? known(page.NextContinuationToken, 'NextContinuationToken') : undefined;
    } while (token !== undefined);
}
async function* listVersions(vault, prefix, { startAfter, signal } = {}) {
    const input = { ...vault.target, Prefix: vault.fullKey(prefix), EncodingType: 'url' };
    let marker = startAfter === undefined ? {} : { KeyMarker: vault.fullKey(startAfter) };
    while (marker !== undefined) {
        const command = new client_s3_dist_cjs/* ListObjectVersionsCommand */.uc$({ ...input, ...marker });
        const page = await perform(vault, { operation: 'ListObjectVersions', key: prefix, signal }, (sendOptions) => vault.connection.client.send(command, sendOptions));
        const hasMore = known(page.IsTruncated, 'IsTruncated');
        yield [
            ...(page.Versions ?? []).map((row) => versionOf(vault, row, page.EncodingType)),
            ...(page.DeleteMarkers ?? []).map((row) => ({
                ...versionOf(vault, row, page.EncodingType),
                isDeleteMarker: true,
            })),
        ];
        const nextKey = decoded(page.NextKeyMarker, page.EncodingType);
        marker = hasMore
            ? { KeyMarker: known(nextKey, 'NextKeyMarker'), VersionIdMarker: page.NextVersionIdMarker }
            : undefined;
    }
}
async function markDeleted(vault, key, signal) {
    const command = new client_s3_dist_cjs/* DeleteObjectCommand */.k4j({ ...vault.target, Key: vault.fullKey(key) });
    await perform(vault, { operation: 'DeleteObject', key, signal }, (sendOptions) => vault.connection.client.send(command, sendOptions));
}
function versionOf(vault, row, encoding) {
    return {
        key: vault.relativeKey(decoded(row.Key, encoding)),
        versionId: known(row.VersionId, 'VersionId'),
        isLatest: row.IsLatest === true,
        isDeleteMarker: false,
        sizeBytes: row.Size ?? 0,
        lastModified: known(row.LastModified, 'LastModified'),
        ...(row.ETag !== undefined && { etag: row.ETag }),
        ...(row.StorageClass !== undefined && { storageClass: row.StorageClass }),
    };
}
/** Keys come URL-encoded (they may hold what XML cannot), with `+` for a space, if the answer says so. */
function decoded(name, encoding) {
    if (name === undefined || encoding !== 'url')
        return name;
    try {
        return decodeURIComponent(name.replaceAll('+', ' '));
    }
    catch {
        throw badAnswer(`it holds the key ${JSON.stringify(name)}, which is not URL-encoded UTF-8`);
    }
}
/**
 * A field that every answer has. An HTML page of a proxy with status 200 lacks it and must not pass for an empty list.
 */
function known(value, name) {
    if (value === undefined)
        throw badAnswer(`it lacks ${name}`);
    return value;
}
function badAnswer(problem) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-s3-answer',
        message: `The S3 server sent an answer that violates the S3 protocol: ${problem}.`,
        fix: 'Check that endpoint-url is the address of an S3 server, and that its version is current.',
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/github/workflow-context.js
/** What a workflow run knows about itself from its environment and event. */


/** undefined outside of a workflow. @throws bad-event-file */
function readWorkflowContext(env) {
    if (env['GITHUB_ACTIONS'] !== 'true')
        return undefined;
    const text = (name) => env[name] ?? '';
    const event = readEvent(env['GITHUB_EVENT_PATH']);
    const run = event.workflow_run;
    const pull = event.pull_request;
    return {
        event: text('GITHUB_EVENT_NAME'),
        ref: text('GITHUB_REF'),
        sha: text('GITHUB_SHA'),
        repository: text('GITHUB_REPOSITORY'),
        repositoryId: text('GITHUB_REPOSITORY_ID'),
        ownerId: text('GITHUB_REPOSITORY_OWNER_ID'),
        runId: text('GITHUB_RUN_ID'),
        attempt: text('GITHUB_RUN_ATTEMPT'),
        job: text('GITHUB_JOB'),
        workflow: text('GITHUB_WORKFLOW'),
        defaultBranch: event.repository?.default_branch,
        pullRequest: pull?.number,
        // The head repository is null after a fork was deleted.
        isFork: pull !== undefined && pull.head?.repo?.full_name !== event.repository?.full_name,
        follows: run && {
            event: run.event ?? '',
            branch: run.head_branch ?? '',
            pullRequest: run.pull_requests?.[0]?.number,
            runId: String(run.id ?? ''),
        },
    };
}
function readEvent(path) {
    if (path === undefined || path === '')
        return {};
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        throw new errors/* HoldfastError */.Et({
            code: 'bad-event-file',
            message: `The event of this workflow run cannot be read from ${path}: ${(0,errors/* messageOf */.bD)(cause)}.`,
            why: 'It decides which series this run may write.',
            cause,
        });
    }
}

// EXTERNAL MODULE: ./lib/commands/vault/held-keys.js
var held_keys = __webpack_require__(58083);
// EXTERNAL MODULE: ./lib/commands/vault/hidden.js + 1 modules
var vault_hidden = __webpack_require__(83576);
// EXTERNAL MODULE: ./lib/commands/shared/summary-history.js
var summary_history = __webpack_require__(78827);
// EXTERNAL MODULE: ./lib/commands/vault/series.js
var series = __webpack_require__(89036);
;// CONCATENATED MODULE: ./lib/commands/vault/vault.js
/** Opens a vault with its credentials, connection and series, and finds the wanted snapshot. */






















/** The vault that the inputs name, with credentials for what the mode does and nothing more. */
async function openVault(inputs, deps) {
    const { env, emit, signal } = deps;
    const workflow = readWorkflowContext(env);
    const plan = seriesOf(inputs, deps, workflow);
    const endpointUrl = (0,summary_history/* endpointOf */.X5)(inputs, env);
    const network = deps.leg?.network ?? (0,net_network/* createNetwork */.V)({ emit }, env);
    const credentials = createCredentials({
        ...{ ...inputs, endpointUrl, series: plan === undefined ? undefined : [plan.series] },
        wrappedKey: (0,keys/* wrappedFingerprint */.IC)(inputs.vaultKey ?? ''),
    }, { env, network, emit, signal, now: deps.now, mask: deps.mask });
    const connection = client_connectS3({
        bucket: inputs.bucket,
        prefix: inputs.prefix,
        region: credentials.region,
        endpointUrl,
        forcePathStyle: inputs.forcePathStyle,
        expectedBucketOwner: await credentials.bucketOwner(),
        encryption: { mode: inputs.encryption, kmsKeyId: inputs.kmsKeyId },
        useFips: inputs.useFipsEndpoint,
    }, { credentials: credentials.provider, requestHandler: network.requestHandler, emit });
    const store = storeOver(connection);
    const isAws = endpointUrl === undefined || (0,credentials_partition/* isAwsEndpoint */.DM)(endpointUrl);
    const counted = countingStore(isAws ? store : explainingStore(store, connection));
    return {
        store: (0,keyed_store/* withKeys */.j)(counted.store, await (0,held_keys/* heldKeys */.k)(counted.store, credentials, inputs, deps)),
        traffic: counted.traffic,
        ...{ connection, credentials, workflow, plan },
    };
}
/** Modes that can look at the vault as a whole. */
const WITHOUT_SERIES = ['list', 'browse', 'setup', 'audit', 'keys'];
function seriesOf(inputs, deps, workflow) {
    if (inputs.mode === 'fleet' || inputs.mode === 'coverage')
        return undefined;
    if (inputs.name !== undefined)
        return (0,series/* planSeries */.X4)(inputs.name, workflow, inputs.trust, inputs.base);
    try {
        return (0,series/* planSeries */.X4)((0,series/* defaultName */.Z2)(inputs, deps.env), workflow, inputs.trust, inputs.base);
    }
    catch (error) {
        if (WITHOUT_SERIES.includes(inputs.mode) || inputs.allSeries)
            return undefined;
        throw error;
    }
}
/**
 * The name of the series that the repository of this run has under a former name: a default name holds the repository's, which
 * can change, and its id cannot. One LIST of all roots, and a header a series: only for a series that has no snapshot
 * yet.
 */
async function formerName({ store, workflow }, inputs, { emit, signal, env }) {
    const { name, source } = inputs;
    if (name !== undefined || workflow === undefined || workflow.repositoryId === '')
        return undefined;
    if (!isOfOwnRepository(inputs, workflow, env))
        return undefined;
    const candidates = (await (0,snapshots/* listSeries */._y)(store, signal))
        .filter(({ series, newest }) => series.split('/').length === 3 && series.endsWith(`/${source}`) && newest.timeTrusted)
        .map(({ newest }) => newest)
        .sort((a, b) => b.utc.getTime() - a.utc.getTime());
    for await (const found of (0,snapshots/* readHeaders */.jB)(store, candidates, signal)) {
        if (!('header' in found) || (0,snapshots/* repositoryIdOf */.Bu)(found.header) !== workflow.repositoryId)
            continue;
        if (found.header.source.kind !== source)
            continue;
        const message = `The repository was renamed: its snapshots are in series ${found.series}.`;
        emit({ type: 'notice', class: 'renamed-repository', message, fix: `Give it as name: ${found.series}.` });
        return found.series;
    }
    return undefined;
}
/** Whether this run is about the repository of its workflow, whose id it knows. */
function isOfOwnRepository({ repository, githubServerUrl }, workflow, env) {
    const isNamed = repository === undefined || repository.toLowerCase() === workflow.repository.toLowerCase();
    return isNamed && (0,github_server/* isOwnServer */.YV)(githubServerUrl, env);
}
/**
 * Where to look for what the inputs mean: the run's own series, the one that it builds on, those under a former name.
 */
async function* seriesInOrder(vault, inputs, deps) {
    const present = plannedSeries(vault);
    yield present.series;
    if (present.base !== undefined)
        yield present.base;
    const name = await formerName(vault, inputs, deps);
    if (name === undefined)
        return;
    const former = (0,series/* planSeries */.X4)(name, vault.workflow, inputs.trust, inputs.base);
    yield former.series;
    if (former.base !== undefined)
        yield former.base;
}
/** For the modes that always have one. */
function plannedSeries({ plan }) {
    if (plan === undefined)
        throw new Error('this mode has a series always');
    return plan;
}
/**
 * The snapshot that `version` picks, in the first series that has one: see `seriesInOrder`.
 *
 * @param isNeeded whether a part of the snapshot needs to be complete; all of them without
 * @throws no-snapshot, unless `if-no-snapshot` says otherwise: then undefined; newest-unreadable, newer-format,
 *   access-denied, object-archived if it may be one that cannot be read, whatever `if-no-snapshot` says
 */
async function pickSnapshot(vault, inputs, deps, selectors, isNeeded) {
    const unread = [];
    const options = {
        now: deps.now(),
        onUnread: (each) => unread.push(each),
        allowPartial: inputs.allowPartial,
        allowOlder: inputs.allowOlder,
        emit: deps.emit,
        signal: deps.signal,
        ...(isNeeded && { isNeeded }),
    };
    for await (const candidate of seriesInOrder(vault, inputs, deps)) {
        const found = await (0,read_selectors/* findSnapshot */.Cb)(vault.store, candidate, selectors, options);
        if (found === undefined)
            continue;
        // If a snapshot is named by its id, a newer one that is gone does not matter.
        if (!found.explicit)
            await Promise.all([
                (0,mixed_series/* refuseBesideSealed */.Lk)(vault.store, found.info, deps.signal),
                (0,vault_hidden/* tellOfHidden */.l)(vault, candidate, found.info.id, deps),
            ]);
        return found;
    }
    if (unread.length > 0)
        throw (0,read_selectors/* onlyUnreadable */.M5)(unread);
    await (0,vault_hidden/* tellOfHidden */.l)(vault, plannedSeries(vault).series, undefined, deps);
    const error = await noSnapshot(vault, inputs, deps, selectors);
    if (inputs.ifNoSnapshot === 'fail')
        throw error;
    const { code, message, why, fix } = error;
    if (inputs.ifNoSnapshot === 'warn')
        deps.emit({ type: 'warning', class: code, message, why, fix });
    return undefined;
}
/** A missing series is a different mistake from a selector that matches nothing. Both errors list what exists. */
async function noSnapshot(vault, inputs, deps, selectors) {
    const { series } = plannedSeries(vault);
    const place = `s3://${inputs.bucket}${inputs.prefix === '' ? '' : `/${inputs.prefix}`}`;
    const newest = await (0,snapshots/* newestSnapshots */.q8)(vault.store, series, NAMED_SNAPSHOTS, deps.now(), deps.signal);
    const takes = (name) => (0,schema/* specOf */.rI)(name).modes.includes(inputs.mode);
    const firstRun = takes('if-no-snapshot') ? ' For a first run: `if-no-snapshot: warn`.' : '';
    if (newest.length === 0) {
        return new errors/* HoldfastError */.Et({
            code: 'no-snapshot',
            message: `There is no snapshot of a series ${series} in ${place}.`,
            why: await seriesThere(vault, series, deps),
            fix: `Check bucket, prefix and name; mode list without a name shows which series there are. If snapshots were deleted, mode repair shows what can be recovered.${firstRun}`,
        });
    }
    const partial = takes('allow-partial') && !inputs.allowPartial ? ' `allow-partial: true` lets partial ones count.' : '';
    const rule = inputs.allowPartial ? '' : 'Only complete snapshots count, unless one is picked by its id. ';
    return new errors/* HoldfastError */.Et({
        code: 'no-snapshot',
        message: `Series ${series} in ${place} has no snapshot that matches ${selectors.join(', ') || 'latest'}.`,
        why: `${rule}The newest are: ${newest
            .slice(0, NAMED_SNAPSHOTS)
            .map(({ id }) => id)
            .join(', ')}.`,
        fix: `Mode list with this name shows what is there.${partial}${firstRun}`,
    });
}
/** Named in an error. */
const NAMED_SNAPSHOTS = 3;
const NAMED_SERIES = 10;
/** The series of the vault, the most similar name first; undefined where the role may not list them. */
async function seriesThere({ store }, wanted, { signal }) {
    try {
        const names = (await (0,snapshots/* listSeries */._y)(store, signal)).map(({ series }) => series);
        if (names.length === 0)
            return 'There is no snapshot of any series: the vault is empty.';
        const close = (0,nearest/* nearest */.p)(wanted, names);
        const sorted = close === undefined ? names : [close, ...names.filter((name) => name !== close)];
        const meant = close === undefined ? '' : ` Did you mean ${close}?`;
        return `There ${names.length === 1 ? 'is' : 'are'}: ${(0,base_text/* firstOf */.Ku)(sorted, NAMED_SERIES)}.${meant}`;
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && error.code === 'access-denied')
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 82989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ createNetwork)
/* harmony export */ });
/* harmony import */ var _smithy_node_http_handler__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61279);
/* harmony import */ var _agents_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76215);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20747);
/** The network of a command: what the SDK and everything else send their requests by. */



const CONNECTION_TIMEOUT_MS = 10_000;
/** Throws `bad-proxy` or `bad-ca-bundle`. */
function createNetwork(settings, env) {
    const idleTimeoutMs = settings.idleTimeoutMs ?? _agents_js__WEBPACK_IMPORTED_MODULE_0__/* .IDLE_TIMEOUT_MS */ .k;
    const agents = (0,_agents_js__WEBPACK_IMPORTED_MODULE_0__/* .createAgents */ .j)(env, settings);
    const requestHandler = new _smithy_node_http_handler__WEBPACK_IMPORTED_MODULE_2__.NodeHttpHandler({
        ...agents,
        connectionTimeout: settings.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
        socketTimeout: idleTimeoutMs,
    });
    return { requestHandler, http: (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .httpOver */ .nq)(agents, idleTimeoutMs) };
}


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

/***/ 98371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isRealVersion),
/* harmony export */   n: () => (/* binding */ findSampleObject)
/* harmony export */ });
/* harmony import */ var _probe_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88199);
/** One stored object of the vault: it shows what the server really does, whatever the calls for settings say. */

/**
 * The probe's object or, where there is none, a root: one request, or three. undefined in a vault that holds neither.
 */
async function findSampleObject(store, signal) {
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


/***/ }),

/***/ 84152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $8: () => (/* binding */ refuseSecondLine),
/* harmony export */   Lk: () => (/* binding */ refuseBesideSealed),
/* harmony export */   lm: () => (/* binding */ refuseSealed),
/* harmony export */   xq: () => (/* binding */ COPIES_READ)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _read_damage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57076);
/* harmony import */ var _read_marks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37359);
/* harmony import */ var _read_root_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7269);
/* harmony import */ var _read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56572);
/* harmony import */ var _seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61110);
/** Keeps one series from getting open and sealed snapshots, or sealed ones of two keys, where nobody has asked for that. */






/**
 * The one decision about an open snapshot of a series that may have sealed ones: without a key nobody can tell whose it is, so
 * that a run without one neither builds on it, nor gives it out unless it is named by its id, nor vouches for it.
 *
 * Whoever has the role of backups can lay any number of open roots there, and so the newest does not tell what a series is.
 * By S3's times nobody can lay one below the first, and nobody but `verify`, which asks here, marks one as verified. Prune
 * lets nothing go where nothing is verified, and never the newest that is. So in a series that began sealed the oldest is
 * sealed, or the one that was verified last. Two LISTs and at most two GETs.
 *
 * @param open one that was read, and is open; its series is looked at
 * @param marks all of the series, if they were listed already
 * @throws sealed
 */
async function refuseBesideSealed(store, open, signal, marks) {
    if ((0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_5__/* .keysOf */ .Y)(store) !== undefined)
        return;
    const { series } = open;
    const all = await (0,_read_snapshots_js__WEBPACK_IMPORTED_MODULE_4__/* .listSnapshots */ .Cb)(store, series, undefined, signal);
    if (all.every(({ id }) => id === open.id))
        return;
    const known = marks ?? (await (0,_read_marks_js__WEBPACK_IMPORTED_MODULE_2__/* .listMarks */ .rD)(store, series, { signal }));
    const looked = telling(all, known).filter(({ id }) => id !== open.id);
    const sealed = await firstSealed(store, looked, signal);
    if (sealed !== undefined)
        throw besideSealed(sealed);
}
/** Of those that count the oldest by S3's time, and the one that was verified last. */
function telling(all, marks) {
    // Only an owner's mark says that a sealed one does not count.
    const quarantined = (0,_read_marks_js__WEBPACK_IMPORTED_MODULE_2__/* .quarantinedIds */ .J5)(marks);
    const counting = all.filter(({ id }) => !quarantined.has(id));
    const oldest = counting.toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime())[0];
    const verifiedAt = new Map();
    for (const { kind, id, utc } of marks)
        if (kind === 'verified')
            verifiedAt.set(id, Math.max(utc.getTime(), verifiedAt.get(id) ?? 0));
    const verified = counting
        .filter(({ id }) => verifiedAt.has(id))
        .toSorted((a, b) => (verifiedAt.get(b.id) ?? 0) - (verifiedAt.get(a.id) ?? 0))[0];
    return [...new Set([oldest, verified])].filter((info) => info !== undefined);
}
function besideSealed({ info: { series, id }, error }) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'sealed',
        message: `Series ${series} has sealed snapshots, ${id} for one, and no vault-key was given.`,
        why: 'An open one beside them can be of anybody who may back up. So without the key only its id picks it, and nothing builds on it or vouches for it.',
        fix: `${error.fix ?? ''} A mode that takes no key needs the id of a snapshot.`,
        cause: error,
    });
}
/** @throws sealed if this snapshot is, and is not in quarantine */
async function refuseSealed(store, info, signal) {
    const sealed = await firstSealed(store, [info], signal);
    if (sealed === undefined)
        return;
    const marks = await (0,_read_marks_js__WEBPACK_IMPORTED_MODULE_2__/* .listMarks */ .rD)(store, info.series, { id: info.id, signal });
    if (!(0,_read_marks_js__WEBPACK_IMPORTED_MODULE_2__/* .quarantinedIds */ .J5)(marks).has(info.id))
        throw sealed.error;
}
async function firstSealed(store, infos, signal) {
    const errors = await Promise.all(infos.map((info) => headerError(store, info, signal)));
    return errors.find((found) => found !== undefined && (0,_read_damage_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadableKind */ .wZ)(found.error) === 'sealed');
}
async function headerError(store, info, signal) {
    try {
        await (0,_read_root_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .readRootHeader */ .Sg)(store, info, { signal });
        return undefined;
    }
    catch (error) {
        if ((0,_read_damage_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnreadable */ .GZ)(error))
            return { info, error };
        throw error;
    }
}
/** Snapshots with a time that is not S3's which are looked at: whoever may back up can plant any number. */
const COPIES_READ = 16;
/**
 * A run with a key that finds snapshots, and none of them made with it, would begin a second line beside them: the key is a
 * wrong one, or the series is an open one.
 *
 * @param foreign those that were passed over, newest first; of a vault that was copied also those with a time of the copy
 * @throws series-redefined
 */
async function refuseSecondLine(store, series, foreign, signal) {
    const key = (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_5__/* .keysOf */ .Y)(store)?.sealing.fingerprint;
    if (key === undefined)
        return;
    for (const info of foreign.slice(0, COPIES_READ)) {
        const found = await headerError(store, info, signal);
        if (found === undefined || (0,_read_damage_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadableKind */ .wZ)(found.error) !== 'foreign')
            continue;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'series-redefined',
            message: `Series ${series} has snapshots, and none that was made with this vault-key (${key}).`,
            why: `${found.error.message} A backup would begin a second line beside it, and everything would be stored again.`,
            fix: 'Give the key that the series was made with; after `holdfast keys rotate` the whole text of its key-file, which has the former one too. To seal a series that was open, give it a new `name`. To begin anew under this name: `redefine: true`.',
        });
    }
}


/***/ }),

/***/ 49524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bG: () => (/* binding */ cutLength),
/* harmony export */   kg: () => (/* binding */ knownChunker),
/* harmony export */   s8: () => (/* binding */ inheritChunker)
/* harmony export */ });
/* unused harmony export chunkerFor */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/** Content-defined chunking: cuts content at places that depend on the content alone. */


/** 32 KiB up to 32 GiB of source (a million fragments), doubling after that; 1 MiB at most, so max stays 4 MiB. */
function chunkerFor(sourceBytes) {
    let avgBytes = 32 * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .KiB */ .ty;
    while (sourceBytes / avgBytes > (32 * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .GiB */ .T3) / (32 * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .KiB */ .ty) && avgBytes * 4 < _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.fragmentMaxBytes)
        avgBytes *= 2;
    return paramsOf(avgBytes);
}
function paramsOf(avgBytes) {
    return { algorithm: 'gear32', minBytes: avgBytes / 4, avgBytes, maxBytes: avgBytes * 4 };
}
/** Other parameters would store everything again. The parent's are kept until they are off by a factor of 4 or more. */
function inheritChunker(parent, sourceBytes) {
    const own = chunkerFor(sourceBytes);
    if (parent === undefined)
        return own;
    const ratio = own.avgBytes / parent.avgBytes;
    return ratio >= 4 || ratio <= 1 / 4 ? own : parent;
}
/** Parameters as a root records them; undefined if they are not of this algorithm, whatever they are. */
function knownChunker(recorded) {
    const { algorithm, minBytes, avgBytes, maxBytes } = (recorded ?? {});
    if (algorithm !== 'gear32' || typeof avgBytes !== 'number')
        return undefined;
    const exponent = Math.log2(avgBytes);
    if (!Number.isInteger(exponent) || exponent < 12 || exponent > 20)
        return undefined;
    const params = paramsOf(avgBytes);
    return params.minBytes === minBytes && params.maxBytes === maxBytes ? params : undefined;
}
/** gear[b] = first four bytes, little endian, of SHA-256 of the text "holdfast gear <b>". */
function gearTable() {
    return Int32Array.from({ length: 256 }, (_, byte) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(`holdfast gear ${String(byte)}`)
        .digest()
        .readInt32LE(0));
}
let gear;
/**
 * Length of the next fragment of buffer[start, end). Of content that goes on after `end`, at least `maxBytes` must be
 * there, else the answer would depend on how it was read.
 *
 * A hot loop: one table look-up, shift and add a byte; the hash starts anew at each fragment, and the first `minBytes`
 * are stepped over. The top bits are compared, since only they depend on all of the last 32 bytes.
 */
function cutLength(buffer, start, end, params) {
    const available = end - start;
    if (available <= params.minBytes)
        return available;
    const table = (gear ??= gearTable());
    const bits = Math.log2(params.avgBytes);
    // Two bits stricter before the average, two looser after it: lengths gather around the average.
    const strict = -1 << (32 - (bits + 2));
    const loose = -1 << (32 - (bits - 2));
    const limit = start + Math.min(available, params.maxBytes);
    const middle = Math.min(limit, start + params.avgBytes);
    let hash = 0;
    let at = start + params.minBytes;
    for (; at < middle; at++) {
        hash = ((hash << 1) + table[buffer[at]]) | 0;
        if ((hash & strict) === 0)
            return at + 1 - start;
    }
    for (; at < limit; at++) {
        hash = ((hash << 1) + table[buffer[at]]) | 0;
        if ((hash & loose) === 0)
            return at + 1 - start;
    }
    return limit - start;
}


/***/ }),

/***/ 85124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ readObjects),
/* harmony export */   AP: () => (/* binding */ framesSchema),
/* harmony export */   Gm: () => (/* binding */ jsonFrame),
/* harmony export */   Nk: () => (/* binding */ cutFrames),
/* harmony export */   Qu: () => (/* binding */ framed),
/* harmony export */   Sx: () => (/* binding */ readFirstFrame),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   gN: () => (/* binding */ objectsFrame),
/* harmony export */   pD: () => (/* binding */ openSealedFrames),
/* harmony export */   uo: () => (/* binding */ documentsOf),
/* harmony export */   wf: () => (/* binding */ issuesOf),
/* harmony export */   zt: () => (/* binding */ sealedEnvelope)
/* harmony export */ });
/* unused harmony export writeMac */
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _root_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28341);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _seal_age_blob_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68863);
/* harmony import */ var _seal_root_mac_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22892);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58232);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(93310);
/** What roots and journals have in common: frames that the first one lists; of sealed ones a blob, and an HMAC at the end. */








const ZSTD_LEVEL = 12;
/** The first frame, decoded. */
const HEADER_MAX_RAW_BYTES = 256 * 1024;
const count = valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_7__/* .minValue */ .Wwf(0));
/** In the first frame: those that follow it, in order. */
const framesSchema = valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ name: valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), stored: count, raw: count }));
/** A list with a maximum length, which is checked before its items. */
const listOf = (item, most) => valibot__WEBPACK_IMPORTED_MODULE_7__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_7__/* .custom */ .IeY((input) => Array.isArray(input) && input.length <= most, `it is not a list of at most ${String(most)} items`), valibot__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(item));
const columns = (item) => listOf(item, _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.snapshotMaxObjects);
const objectsSchema = valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    key: columns(valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()),
    size: columns(count),
    live: columns(count),
    etag: columns(valibot__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()),
});
function jsonFrame(name, document) {
    const raw = Buffer.from(JSON.stringify(document));
    return { name, bytes: (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .compressSync */ .oS)(raw, ZSTD_LEVEL), raw: raw.length };
}
function objectsFrame(objects) {
    return jsonFrame('objects', {
        key: objects.map((o) => o.key),
        size: objects.map((o) => o.sizeBytes),
        live: objects.map((o) => o.liveBytes),
        etag: objects.map((o) => o.etag),
    });
}
/** A header that lists the frames, and the frames. @throws header-too-large */
function framed(header, frames) {
    const list = frames.map(({ name, bytes, raw }) => ({ name, stored: bytes.length, raw }));
    const first = jsonFrame('header', { ...header, frames: list }).bytes;
    if (first.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootHeaderMaxBytes)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'header-too-large',
            message: `The description of this snapshot takes ${String(first.length)} bytes, but only ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootHeaderMaxBytes)} are allowed.`,
            why: 'Patterns and labels are recorded with each snapshot.',
            fix: 'Use fewer or shorter patterns (a folder instead of its files), and fewer labels.',
        });
    return Buffer.concat([first, ...frames.map((frame) => frame.bytes)]);
}
/** An open header and the objects; `hidden` in a blob for the key; and the HMAC of all that, which only its holders can make. */
function sealedEnvelope(outside, objects, hidden, { identity }, of) {
    const sealed = { name: 'sealed', bytes: (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .skippableFrame */ .Nx)((0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_3__/* .sealBlob */ .vM)(hidden, identity.recipient)), raw: hidden.length };
    const mac = { name: 'mac', bytes: (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .skippableFrame */ .Nx)(Buffer.alloc(_seal_root_mac_js__WEBPACK_IMPORTED_MODULE_4__/* .ROOT_MAC_BYTES */ .Lb)), raw: _seal_root_mac_js__WEBPACK_IMPORTED_MODULE_4__/* .ROOT_MAC_BYTES */ .Lb };
    const bytes = framed(outside, [objects, sealed, mac]);
    writeMac(bytes, { identity }, of);
    return bytes;
}
/** @param bytes of a whole envelope, the last of them room for its HMAC */
function writeMac(bytes, { identity }, of) {
    const end = bytes.length - _seal_root_mac_js__WEBPACK_IMPORTED_MODULE_4__/* .ROOT_MAC_BYTES */ .Lb;
    (0,_seal_root_mac_js__WEBPACK_IMPORTED_MODULE_4__/* .rootMac */ .mQ)(identity, bytes.subarray(0, end), of).copy(bytes, end);
}
/** Length of the first frame and its document. Works on the first bytes of a root alone. */
function readFirstFrame(bytes, bad) {
    try {
        const start = bytes.subarray(0, _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootHeaderMaxBytes);
        const { raw, storedBytes } = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .decompressFirst */ .S6)(start, HEADER_MAX_RAW_BYTES, 'Its first frame');
        return { length: storedBytes, json: JSON.parse(raw.toString()) };
    }
    catch (cause) {
        throw bad(`its header cannot be read (${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause)})`, cause);
    }
}
/** The frames behind the first one, which fill the rest. */
function cutFrames(frames, headerBytes, bytes, bad) {
    let at = headerBytes;
    let rawBytes = 0;
    const cut = frames.map(({ name, stored, raw }) => {
        const frame = { name, bytes: bytes.subarray(at, at + stored), raw };
        if (raw > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.segmentMaxBytes)
            throw bad(`its frame ${name} is larger than any may be`);
        at += stored;
        rawBytes += raw;
        return frame;
    });
    if (at !== bytes.length)
        throw bad('its frames do not fill it');
    const documents = frames.flatMap(({ name }) => (name === 'block' ? [] : [name]));
    if (new Set(documents).size !== documents.length)
        throw bad('it has a document twice');
    if (rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootMaxRawBytes)
        throw bad(`its frames decode to ${String(rawBytes)} bytes, more than any may`);
    return cut;
}
/** Reads frames of JSON by name. @param what the subject of errors of zstd */
function documentsOf(what, frames, bad) {
    return (name, schema) => {
        const frame = frames.find((candidate) => candidate.name === name);
        if (frame === undefined)
            throw bad(`it has no ${name}`);
        const json = parseJson((0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .decompressSync */ .Rq)(frame.bytes, frame.raw, what), bad);
        const parsed = valibot__WEBPACK_IMPORTED_MODULE_7__/* .safeParse */ .xLC(schema, json);
        if (!parsed.success)
            throw bad(`its ${name} have the wrong shape (${issuesOf(parsed.issues)})`);
        return parsed.output;
    };
}
function parseJson(raw, bad) {
    try {
        return (0,_root_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(raw);
    }
    catch (cause) {
        throw bad('a document in it is not JSON, or has too many values', cause);
    }
}
function issuesOf(issues) {
    return issues
        .slice(0, 3)
        .map((issue) => `${valibot__WEBPACK_IMPORTED_MODULE_7__/* .getDotPath */ .BuJ(issue) ?? 'it'}: ${issue.message}`)
        .join('; ');
}
/** The document `objects`. @param allowed series that they may be in */
function readObjects(documents, allowed, bad) {
    const { key, size, live, etag } = documents('objects', objectsSchema);
    if ([size, live, etag].some((column) => column.length !== key.length))
        throw bad('its object list has columns of different lengths');
    if (new Set(key).size !== key.length)
        throw bad('its object list names an object twice');
    const inSeries = new Set(allowed);
    return key.map((name, i) => {
        const blob = (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .parseBlobKey */ .QK)(name);
        if (blob === undefined || !inSeries.has(blob.series))
            throw bad(`it names an object outside of its series: ${JSON.stringify(name)}`);
        if (size[i] > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.packMaxBytes)
            throw bad(`object ${name} is larger than any may be`);
        if (live[i] > size[i])
            throw bad(`more of object ${name} is in use than it has`);
        return {
            key: name,
            sizeBytes: size[i],
            liveBytes: live[i],
            etag: etag[i],
        };
    });
}
/**
 * What is sealed in something whose HMAC was proved: a header, parsed by `schema`, and the frames that it lists.
 * @param what the subject of errors: `Snapshot 2026...`
 * @throws corrupt-seal, and `bad`
 */
function openSealedFrames(what, frames, { identity }, schema, bad) {
    const frame = frames.find(({ name }) => name === 'sealed');
    if (frame === undefined)
        throw bad('it has nothing sealed');
    const blob = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .isSkippableFrame */ .XG)(frame.bytes) ? frame.bytes.subarray(_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .SKIPPABLE_HEADER_BYTES */ .w_) : Buffer.alloc(0);
    const bytes = (0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_3__/* .openBlob */ .Ym)(blob, identity, what);
    if (bytes.length !== frame.raw)
        throw bad('what is sealed in it has another length than it says');
    const { length, json } = readFirstFrame(bytes, bad);
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_7__/* .safeParse */ .xLC(schema, json);
    if (!parsed.success)
        throw bad(`its sealed header has the wrong shape (${issuesOf(parsed.issues)})`);
    const header = parsed.output;
    const end = header.frames.reduce((sum, { stored }) => sum + stored, length);
    if (!isPadding(bytes.subarray(end)))
        throw bad('its sealed frames do not fill it');
    return { header, frames: cutFrames(header.frames, length, bytes.subarray(0, end), bad) };
}
/** Whether bytes behind the last frame are padding, which readers step over. */
function isPadding(bytes) {
    return bytes.length === 0 || (0,_zstd_js__WEBPACK_IMPORTED_MODULE_6__/* .isSkippableFrame */ .XG)(bytes);
}


/***/ }),

/***/ 60939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IT: () => (/* binding */ NO_FEATURES),
/* harmony export */   J_: () => (/* binding */ SEALED_FEATURES),
/* harmony export */   aB: () => (/* binding */ unknownFeatures),
/* harmony export */   rv: () => (/* binding */ featuresSchema)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77934);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58566);
/* harmony import */ var _sealed_root_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(161);
/** Which later additions to the format this version knows, and what each way of using a snapshot has to know. */



/** Names of additions to the base format that this version knows. */
const KNOWN = [_sealed_root_js__WEBPACK_IMPORTED_MODULE_1__/* .SEALED_FEATURE */ .wf];
const names = valibot__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP());
/** The lists in the header of a root (docs/format.md, "Features"). */
const featuresSchema = valibot__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    /** What a reader of its content must know. */
    required: names,
    /** What must know who keeps, judges, copies or removes the snapshot without reading its content. */
    maintain: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(names, []),
    /** What a writer must know that builds on it. */
    build: valibot__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(names, []),
});
/** What this version writes, of an open snapshot and of a sealed one. */
const NO_FEATURES = { required: [], maintain: [], build: [] };
const SEALED_FEATURES = { ...NO_FEATURES, required: [_sealed_root_js__WEBPACK_IMPORTED_MODULE_1__/* .SEALED_FEATURE */ .wf] };
/** What somebody does with a snapshot, and so which of its lists he has to know whole. */
const LISTS = {
    /** restore, cat, diff, find, list */
    read: ['required'],
    /** prune, undelete, repair */
    maintain: ['maintain'],
    /** vouches for the content, and so decides what stays */
    verify: ['required', 'maintain'],
    /** a backup names the objects and rows of its parent again */
    build: ['required', 'build'],
};
/** At most so many names are told. */
const NAMED = 5;
/** What this version does not know of a snapshot that it has to, as text; undefined: it knows all. */
function unknownFeatures(features, access) {
    const unknown = new Set(LISTS[access].flatMap((list) => features[list]).filter((name) => !KNOWN.includes(name)));
    if (unknown.size === 0)
        return undefined;
    const named = [...unknown].slice(0, NAMED).map((name) => (0,_base_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visibleLine */ .P8)(name).slice(0, 80));
    return `features ${named.join(', ')}${unknown.size > NAMED ? ', ...' : ''}`;
}


/***/ }),

/***/ 58232:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $8: () => (/* binding */ isNamedBy),
/* harmony export */   E4: () => (/* binding */ KEYS_PREFIX),
/* harmony export */   FW: () => (/* binding */ ID_START_CHARS),
/* harmony export */   GE: () => (/* binding */ parseMarkKey),
/* harmony export */   I9: () => (/* binding */ timeOfId),
/* harmony export */   OI: () => (/* binding */ VAULT_PREFIX),
/* harmony export */   QK: () => (/* binding */ parseBlobKey),
/* harmony export */   RC: () => (/* binding */ vaultDocumentKey),
/* harmony export */   SY: () => (/* binding */ parseStateKey),
/* harmony export */   V9: () => (/* binding */ hashOfName),
/* harmony export */   W6: () => (/* binding */ isKeysKey),
/* harmony export */   X5: () => (/* binding */ marksPrefix),
/* harmony export */   Y$: () => (/* binding */ keysKey),
/* harmony export */   Y6: () => (/* binding */ statePrefix),
/* harmony export */   YN: () => (/* binding */ timeOfStamp),
/* harmony export */   Yr: () => (/* binding */ isSnapshotId),
/* harmony export */   _k: () => (/* binding */ isSeries),
/* harmony export */   ay: () => (/* binding */ formatUtc),
/* harmony export */   bP: () => (/* binding */ stateKey),
/* harmony export */   b_: () => (/* binding */ isNameOf),
/* harmony export */   bd: () => (/* binding */ blobKey),
/* harmony export */   cB: () => (/* binding */ isIdStart),
/* harmony export */   eO: () => (/* binding */ rootKey),
/* harmony export */   iy: () => (/* binding */ snapshotId),
/* harmony export */   j2: () => (/* binding */ blobsPrefix),
/* harmony export */   k0: () => (/* binding */ isVaultKey),
/* harmony export */   qR: () => (/* binding */ rootsPrefix),
/* harmony export */   rI: () => (/* binding */ markKey),
/* harmony export */   tv: () => (/* binding */ parseRootKey),
/* harmony export */   v2: () => (/* binding */ utcOfName),
/* harmony export */   y5: () => (/* binding */ parseUtc)
/* harmony export */ });
/* unused harmony export MARK_KINDS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/** The grammar of keys in a vault. */



/** Hex digits of a hash in a key: 128 bits. */
const HASH_CHARS = 32;
/** Characters of `20261123T010203Z`. */
const UTC_CHARS = 16;
const SERIES = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const UTC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
const STAMP = /^\d{8}T\d{6}Z-[0-9a-f]{24}$/;
const ID = /^\d{8}T\d{6}Z-[0-9a-f]{32}$/;
const BLOB = /^v1\/(packs|parts)\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})$/;
const MARK = /^v1\/marks\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})\/([a-z]+)-(\d{8}T\d{6}Z-[0-9a-f]{24})$/;
const STATE = /^v1\/state\/([a-z]+)\/(\d{8}T\d{6}Z-[0-9a-f]{24})$/;
const ROOT = /^v1\/roots\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})$/;
function isSeries(text) {
    return text.length <= _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.seriesMaxChars && SERIES.test(text);
}
/** `20261123T010203Z`; whole seconds. */
function formatUtc(date) {
    return date
        .toISOString()
        .replace(/\.\d+Z$/, 'Z')
        .replaceAll(/[-:]/g, '');
}
/** The time of `<utc>...`; throws on anything else, also on a 31st of February. */
function parseUtc(text) {
    const [, year, month, day, hour, minute, second] = UTC.exec(text) ?? [];
    const iso = `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.000Z`;
    const date = new Date(iso);
    // Date reads a 31st of February as a day in March and 24:00 as the next day. Anything else that is wrong is an
    // invalid time.
    if (date.getUTCDate() !== Number(day)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            code: 'bad-time',
            message: `Not a time of the form 20261123T010203Z: ${JSON.stringify(text)}`,
        });
    }
    return date;
}
/** Snapshots of one series; ids sort by time. */
function rootsPrefix(series) {
    return `v1/roots/${series}/@/`;
}
function rootKey(series, id) {
    return rootsPrefix(series) + id;
}
/** The name of a root, pack or part: the time when its run began, and the first half of the SHA-256 of its bytes. */
function formatObjectName(utc, sha256) {
    return `${formatUtc(utc)}-${sha256.toString('hex').slice(0, HASH_CHARS)}`;
}
/** Whether the SHA-256 of some bytes is the one in the key of a root, pack or part. */
function isNamedBy(key, sha256) {
    return sha256.toString('hex').slice(0, HASH_CHARS) === key.slice(-HASH_CHARS);
}
/** Whether these are the bytes that belong to the key of a root, pack or part. */
function isNameOf(key, bytes) {
    return isNamedBy(key, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes, 'buffer'));
}
/** The id of a snapshot: the name of its root. */
function snapshotId(utc, rootBytes) {
    return formatObjectName(utc, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', rootBytes, 'buffer'));
}
function isSnapshotId(text) {
    return ID.test(text) && isUtc(utcOfName(text));
}
/** The time that the name of a root, pack or part begins with, as it is written: `20261123T010203Z`. */
function utcOfName(name) {
    return name.slice(0, UTC_CHARS);
}
/** The hash that the name of a root, pack or part ends with, as it is written. */
function hashOfName(name) {
    return name.slice(UTC_CHARS + 1);
}
/** Of the name of a root, pack or part. */
function timeOfId(id) {
    return parseUtc(utcOfName(id));
}
/** Fewer characters of an id are not taken for the start of one. */
const ID_START_CHARS = 6;
/** Whether a text is the start of an id, or of the hash in it. */
function isIdStart(text, id) {
    return id.startsWith(text) || hashOfName(id).startsWith(text);
}
/** undefined for a key that is not a root's. */
function parseRootKey(key) {
    const [, series, id] = ROOT.exec(key) ?? [];
    return series !== undefined && id !== undefined && isSeries(series) && isSnapshotId(id) ? { series, id } : undefined;
}
/** `<utc>-<24 hex>`, 96 random bits: ends the key of a mark or of a mode's state, which no two writers ever share. */
function newStamp(utc) {
    return `${formatUtc(utc)}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(12).toString('hex')}`;
}
function isStamp(text) {
    return STAMP.test(text) && isUtc(utcOfName(text));
}
function timeOfStamp(stamp) {
    return parseUtc(utcOfName(stamp));
}
function blobsPrefix(kind, series) {
    return `v1/${kind}/${series}/@/`;
}
function blobKey(kind, series, utc, sha256) {
    return blobsPrefix(kind, series) + formatObjectName(utc, sha256);
}
/** undefined for a key that is not a pack's or part's. */
function parseBlobKey(key) {
    const [, kind, series, name] = BLOB.exec(key) ?? [];
    if (kind === undefined || series === undefined || name === undefined)
        return undefined;
    return isSeries(series) && isSnapshotId(name) ? { kind: kind, series, name } : undefined;
}
/** Marks are written by roles other than backup's; the kind comes first, so that a policy can bind to it. */
const MARK_KINDS = ['verified', 'acknowledged', 'hold', 'label', 'quarantine', 'readmitted', 'proof'];
function marksPrefix(series, id) {
    return `v1/marks/${series}/@/${id === undefined ? '' : `${id}/`}`;
}
function markKey(series, id, kind, utc) {
    return `${marksPrefix(series, id)}${kind}-${newStamp(utc)}`;
}
/** undefined for a key that is not a mark's. */
function parseMarkKey(key) {
    const [, series, id, kind, stamp] = MARK.exec(key) ?? [];
    if (series === undefined || id === undefined || stamp === undefined)
        return undefined;
    if (!isSeries(series) || !isSnapshotId(id) || !isStamp(stamp) || !isMarkKind(kind))
        return undefined;
    return { series, id, kind, utc: timeOfStamp(stamp) };
}
function isMarkKind(text) {
    return MARK_KINDS.some((kind) => kind === text);
}
/** Facts of the vault that one mode keeps for itself. */
function statePrefix(mode) {
    return `v1/state/${mode}/`;
}
function stateKey(mode, utc) {
    return statePrefix(mode) + newStamp(utc);
}
/** The mode whose facts they are; undefined for a key that holds no such facts. */
function parseStateKey(key) {
    const [, mode, stamp] = STATE.exec(key) ?? [];
    return stamp !== undefined && isStamp(stamp) ? mode : undefined;
}
/** Documents with the keys of a sealed vault. */
const KEYS_PREFIX = 'v1/keys/';
function keysKey(utc, document) {
    return KEYS_PREFIX + formatObjectName(utc, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', document, 'buffer'));
}
function isKeysKey(key) {
    return key.startsWith(KEYS_PREFIX) && isSnapshotId(key.slice(KEYS_PREFIX.length));
}
/** Documents that say what the vault asks of writers. */
const VAULT_PREFIX = 'v1/vault/';
function vaultDocumentKey(utc, document) {
    return VAULT_PREFIX + formatObjectName(utc, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', document, 'buffer'));
}
function isVaultKey(key) {
    return key.startsWith(VAULT_PREFIX) && isSnapshotId(key.slice(VAULT_PREFIX.length));
}
function isUtc(text) {
    try {
        parseUtc(text);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 28341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FR: () => (/* binding */ excessOf),
/* harmony export */   HV: () => (/* binding */ overlapOf),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50453);
/** What a root may describe, and JSON in it: known before it takes memory. */

/** The first exceeded limit, as the end of a sentence; undefined: none is exceeded. */
function excessOf({ objects, blocks, sections }) {
    const levels = Math.max(...Object.values(sections).map((table) => table.length));
    const segments = Object.values(sections).flatMap((table) => table.flat());
    const counts = [
        ['packs and parts', objects, _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.snapshotMaxObjects],
        ['blocks', blocks.length, _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.snapshotMaxBlocks],
        ['segments', segments.length, _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.snapshotMaxSegments],
        ['levels of one table', levels, _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.tableMaxLevels],
        ['rows in its map', rowsOf(sections.map), _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.mapMaxRows],
        ['rows in its tree', rowsOf(sections.tree), _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.tableMaxRows],
        ['rows in its state', rowsOf(sections.state), _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.tableMaxRows],
        ['bytes of tables', sumOf(blocks, ({ rawBytes }) => rawBytes), _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.snapshotMaxTableBytes],
    ];
    const found = counts.find(([, count, most]) => count > most);
    return found && `it has ${String(found[1])} ${found[0]}, but only ${String(found[2])} are allowed`;
}
/**
 * Segments that share bytes of a block, or blocks that share bytes of a part: a small root could name the same bytes
 * over and over. What lies between them may be what a later snapshot does not need any more.
 */
function overlapOf({ blocks, sections }) {
    const segments = Object.values(sections).flatMap((table) => table.flat());
    for (const [block, refs] of Map.groupBy(segments, (ref) => ref.block)) {
        if (refs.length > 1 && block.rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.sharedBlockMaxBytes)
            return `a block of ${String(block.rawBytes)} bytes holds more than one segment`;
        if (hasOverlap(refs.map(({ start, rawBytes }) => ({ start, end: start + rawBytes }))))
            return 'two segments lie in the same bytes';
    }
    const inRoot = blocks.flatMap((block) => ('stored' in block ? [block.stored.byteOffset] : []));
    if (new Set(inRoot).size !== inRoot.length)
        return 'two blocks lie in the same frame';
    const inParts = blocks.flatMap((block) => ('stored' in block ? [] : [block]));
    for (const ofPart of Map.groupBy(inParts, ({ key }) => key).values()) {
        if (hasOverlap(ofPart.map(({ offset, storedBytes }) => ({ start: offset, end: offset + storedBytes }))))
            return 'two blocks lie in the same bytes';
    }
    return undefined;
}
function hasOverlap(spans) {
    const inOrder = spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
    return inOrder.some(({ start }, i) => i > 0 && start < inOrder[i - 1].end);
}
function rowsOf(table) {
    return sumOf(table.flat(), ({ rows }) => rows);
}
function sumOf(list, numberOf) {
    return list.reduce((sum, each) => sum + numberOf(each), 0);
}
/**
 * JSON from a bucket, with a bound on what it takes in memory: a text of 64 MiB can ask for a hundred million lists.
 */
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
/**
 * @param text UTF-8
 * @throws if it is not JSON, or has more than `LIMITS.jsonMaxValues` values
 */
function parseJson(text) {
    // A value takes a byte at least.
    if (text.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.jsonMaxValues)
        countValues(text);
    return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString());
}
/** Each value follows a comma, or is the first in a list or object, or the whole: names of fields come for free. */
function countValues(text) {
    let values = 1;
    let isText = false;
    for (let at = 0; at < text.length; at++) {
        const byte = text[at];
        if (isText) {
            if (byte === BACKSLASH)
                at++;
            else if (byte === QUOTE)
                isText = false;
        }
        else if (byte === QUOTE)
            isText = true;
        else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_OBJECT)
            values++;
        if (values > _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.jsonMaxValues)
            throw new Error(`it has more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.jsonMaxValues)} values`);
    }
}


/***/ }),

/***/ 97412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E2: () => (/* binding */ decodeHeader),
/* harmony export */   F7: () => (/* binding */ decodeOutline),
/* harmony export */   HK: () => (/* binding */ decodeRoot),
/* harmony export */   d8: () => (/* binding */ etagHint),
/* harmony export */   pR: () => (/* binding */ encodeRoot)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58566);
/* harmony import */ var _chunker_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(49524);
/* harmony import */ var _envelope_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85124);
/* harmony import */ var _features_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60939);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58232);
/* harmony import */ var _root_limits_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(28341);
/* harmony import */ var _sealed_root_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(161);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5100);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(93310);
/** The root of a snapshot: encoding and decoding. */













/**
 * The root of a snapshot: zstd frames of one JSON document each (header, objects, sections, gaps), then small
 * blocks of segments as skippable frames, so that `zstd -dc` of a root gives only JSON. docs/format.md, "Root".
 */
const FORMAT = 'holdfast-root/1';
/** In the document of that name. */
const MAX_GAPS = 10_000;
const count = valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_12__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .minValue */ .Wwf(0));
/** The first half of a SHA-256, as in keys. */
const halfHash = valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .regex */ .yGV(/^[0-9a-f]{32}$/));
const series = valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .check */ .z6Y(_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .isSeries */ ._k, 'not a series'));
const plain = valibot__WEBPACK_IMPORTED_MODULE_12__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .unknown */ .L5J());
/** A status that is not known to be complete counts as not complete. */
const status = valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .transform */ .pdi((text) => (text === 'complete' ? text : 'partial')));
/** A record of which only the values known to this version are kept. Nothing needed depends on the others. */
const recordOf = (value) => valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(plain, valibot__WEBPACK_IMPORTED_MODULE_12__/* .transform */ .pdi((record) => {
    const known = {};
    for (const [name, each] of Object.entries(record))
        if (valibot__WEBPACK_IMPORTED_MODULE_12__.is(value, each))
            known[name] = each;
    return known;
}));
const gap = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({ class: valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), path: valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), reason: valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP() });
/** What stays as it is, and where it is, whatever features a root needs; and so does the document `objects`. */
const outlineSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({
    format: valibot__WEBPACK_IMPORTED_MODULE_12__/* .literal */ .euz(FORMAT),
    features: _features_js__WEBPACK_IMPORTED_MODULE_6__/* .featuresSchema */ .rv,
    series,
    /** S3's Date when the run began. */
    utc: valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(),
    status,
    /** Other series whose objects this snapshot may name. */
    bases: valibot__WEBPACK_IMPORTED_MODULE_12__/* .array */ .YOg(series),
    /** What follows the header, in order. */
    frames: _envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .framesSchema */ .AP,
});
const headerSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({
    ...outlineSchema.entries,
    /** Of a sealed root. */
    seal: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(_sealed_root_js__WEBPACK_IMPORTED_MODULE_9__/* .sealSchema */ .P8),
    parts: valibot__WEBPACK_IMPORTED_MODULE_12__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), status),
    source: valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({ kind: valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), definition: plain, identity: plain }),
    /** Where the snapshot was made: event, ref, commit, run id, attempt, job, tool. */
    context: recordOf(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP()),
    labels: valibot__WEBPACK_IMPORTED_MODULE_12__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP()),
    parents: valibot__WEBPACK_IMPORTED_MODULE_12__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({ series, id: valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .check */ .z6Y(_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .isSnapshotId */ .Yr, 'not a snapshot id')) })),
    counts: recordOf(count),
    /** Per class: how many, and the first ten. */
    gaps: valibot__WEBPACK_IMPORTED_MODULE_12__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({ count, first: valibot__WEBPACK_IMPORTED_MODULE_12__/* .array */ .YOg(gap) })),
    anomaly: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP()),
    /** undefined for one of a later version: only whoever builds on the snapshot takes it over. */
    chunker: valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_12__/* .unknown */ .L5J(), valibot__WEBPACK_IMPORTED_MODULE_12__/* .transform */ .pdi(_chunker_js__WEBPACK_IMPORTED_MODULE_4__/* .knownChunker */ .kg)),
    mtime: valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP(),
    /** Packs of interrupted runs that this run took over. */
    adopted: valibot__WEBPACK_IMPORTED_MODULE_12__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP()),
});
/** What stands open in a sealed root beside the outline. */
const sealedFactsSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({
    status,
    labels: valibot__WEBPACK_IMPORTED_MODULE_12__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP()),
    anomaly: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP()),
    seal: _sealed_root_js__WEBPACK_IMPORTED_MODULE_9__/* .sealSchema */ .P8,
});
/** The header inside of a sealed root: other fields are checked together with those outside. */
const hiddenSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .looseObject */ ._H3({ anomaly: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_12__/* .string */ .YjP()), frames: _envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .framesSchema */ .AP });
const blockSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({
    stored: count,
    raw: valibot__WEBPACK_IMPORTED_MODULE_12__/* .pipe */ .FsL(count, valibot__WEBPACK_IMPORTED_MODULE_12__/* .maxValue */ .cGV(_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.segmentMaxBytes)),
    /** Index in the header's frames, for a block inside the root. */
    frame: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(count),
    /** Index in `objects`, first byte there and half the SHA-256 of the stored bytes, for one in a part. */
    object: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(count),
    offset: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(count),
    sha256: valibot__WEBPACK_IMPORTED_MODULE_12__/* .optional */ .lqM(halfHash),
});
const segmentSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({
    rows: count,
    /** Index in `blocks`, and where in the decoded block it begins and how long it is. */
    block: count,
    start: count,
    raw: count,
});
const sectionSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({
    codec: valibot__WEBPACK_IMPORTED_MODULE_12__/* .literal */ .euz('zstd'),
    seal: valibot__WEBPACK_IMPORTED_MODULE_12__/* .picklist */ .KIO(['none', 'age-x25519']),
    levels: (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .listOf */ .c3)((0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .listOf */ .c3)(segmentSchema, _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.snapshotMaxSegments), _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.tableMaxLevels),
});
const sectionsSchema = valibot__WEBPACK_IMPORTED_MODULE_12__/* .object */ .Ikc({
    blocks: (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .listOf */ .c3)(blockSchema, _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.snapshotMaxBlocks),
    map: sectionSchema,
    tree: sectionSchema,
    state: sectionSchema,
});
/** 16 characters of an ETag: enough to see that an object is another one, and every root names every object. */
function etagHint(etag) {
    return (etag ?? '').replaceAll('"', '').slice(0, 16);
}
/** @param key that `header.seal` names: for a sealed root, and only then */
function encodeRoot(content, key) {
    const { header, objects } = content;
    const first = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsFrame */ .gN)(objects);
    if (header.seal === undefined) {
        const frames = [first, ...contentFrames(content, 1)];
        return limited((0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .framed */ .Qu)({ format: FORMAT, ...header }, frames), frames);
    }
    if (key?.fingerprint !== header.seal.key)
        throw new Error('a root is sealed with another key than it names');
    const frames = contentFrames(content, 0);
    const { parts, source, context, counts, gaps, anomaly, chunker, mtime, ...open } = header;
    const hidden = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .framed */ .Qu)({ parts, source, context, counts, gaps, anomaly, chunker, mtime }, frames);
    const outside = { format: FORMAT, ...open, ...(anomaly !== undefined && { anomaly: _sealed_root_js__WEBPACK_IMPORTED_MODULE_9__/* .OPEN_ANOMALY */ .VD }) };
    const bytes = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .sealedEnvelope */ .zt)(outside, first, hidden, key, 'root');
    return limited(bytes, [first, ...frames]);
}
/** Gaps, sections and blocks. @param start index of the first of them in the list of frames */
function contentFrames({ header, objects, sections, gaps }, start) {
    const documents = gaps.length > 0 ? [['gaps', gaps]] : [];
    const blocks = [...new Set(_sections_js__WEBPACK_IMPORTED_MODULE_10__/* .SECTIONS */ .bP.flatMap((name) => sections[name].flat().map(({ block }) => block)))];
    const excess = (0,_root_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .excessOf */ .FR)({ objects: objects.length, blocks, sections });
    if (excess !== undefined)
        throw tooLarge(excess);
    const inline = blocks.filter(_sections_js__WEBPACK_IMPORTED_MODULE_10__/* .isInline */ .mO);
    const objectIndex = new Map(objects.map((object, i) => [object.key, i]));
    // The frames in front of the blocks: the documents, and the section table itself.
    const firstInline = start + documents.length + 1;
    const blockJson = (block) => {
        if ((0,_sections_js__WEBPACK_IMPORTED_MODULE_10__/* .isInline */ .mO)(block))
            return { stored: block.stored.length, raw: block.rawBytes, frame: firstInline + inline.indexOf(block) };
        const object = objectIndex.get(block.key);
        if (object === undefined)
            throw new Error(`a block lies in ${block.key}, which is not among the objects`);
        return { stored: block.storedBytes, raw: block.rawBytes, object, offset: block.offset, sha256: block.sha256 };
    };
    const segmentJson = ({ rows, block, start: at, rawBytes }) => ({
        rows,
        block: blocks.indexOf(block),
        start: at,
        raw: rawBytes,
    });
    const section = (name) => ({
        codec: 'zstd',
        seal: sealOfParts(header.seal),
        levels: sections[name].map((level) => level.map(segmentJson)),
    });
    documents.push([
        'sections',
        { blocks: blocks.map(blockJson), map: section('map'), tree: section('tree'), state: section('state') },
    ]);
    return [
        ...documents.map(([name, document]) => (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .jsonFrame */ .Gm)(name, document)),
        ...inline.map(({ stored, rawBytes }) => ({ name: 'block', bytes: (0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .skippableFrame */ .Nx)(stored), raw: rawBytes })),
    ];
}
/** How the blocks in parts are sealed: those of a sealed root's own are sealed with it. */
function sealOfParts(seal) {
    return seal?.kind ?? 'none';
}
/** @throws snapshot-too-large */
function limited(bytes, frames) {
    const rawBytes = frames.reduce((sum, { raw }) => sum + raw, 0);
    if (bytes.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootMaxBytes || rawBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootMaxRawBytes)
        throw tooLarge(`its root takes ${String(bytes.length)} bytes, and ${String(rawBytes)} decoded`);
    return bytes;
}
function tooLarge(detail) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'snapshot-too-large',
        message: `This snapshot exceeds a limit: ${detail}.`,
        why: 'Readers refuse such a snapshot, so that nobody can exhaust their memory. Nothing was committed.',
        fix: 'Split the source into several series, each with a `name` of its own.',
    });
}
function corruptRoot(id) {
    return (detail, cause) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-root', message: `Snapshot ${id} is damaged: ${detail}.`, cause });
}
/** @param keys of a reader who counts only what was made with them; `bytes` is then all of the root */
function decodeFirstFrame(id, bytes, keys) {
    const bad = corruptRoot(id);
    const { length, json } = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .readFirstFrame */ .Sx)(bytes, bad);
    const key = keys && (0,_sealed_root_js__WEBPACK_IMPORTED_MODULE_9__/* .proveRoot */ .rj)(id, json, bytes, keys);
    refuseFormat(id, json);
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_12__/* .safeParse */ .xLC(outlineSchema, json);
    if (!parsed.success)
        throw bad(`its header has the wrong shape (${(0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .issuesOf */ .wf)(parsed.issues)})`);
    const outline = parsed.output;
    if (outline.utc !== (0,_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .utcOfName */ .v2)(id))
        throw bad('its time is not that of its key');
    const isSealed = outline.features.required.includes(_sealed_root_js__WEBPACK_IMPORTED_MODULE_9__/* .SEALED_FEATURE */ .wf);
    if (key !== undefined && !isSealed)
        throw (0,_sealed_root_js__WEBPACK_IMPORTED_MODULE_9__/* .foreignRoot */ .rQ)(id, 'it does not say that it is sealed');
    return { json, outline, key, headerBytes: length, sealed: isSealed ? sealedFacts(id, json) : undefined };
}
function sealedFacts(id, json) {
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_12__/* .safeParse */ .xLC(sealedFactsSchema, json);
    if (!parsed.success)
        throw corruptRoot(id)(`its header has the wrong shape (${(0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .issuesOf */ .wf)(parsed.issues)})`);
    return { ...parsed.output, anomaly: parsed.output.anomaly };
}
/**
 * The header of an open root from its first bytes (`LIMITS.rootPrefixBytes` are always enough).
 * @throws newer-format, corrupt-root; sealed for one that is not open
 */
function decodeHeader(id, bytes, access = 'read') {
    return headerOf(id, decodeFirstFrame(id, bytes, undefined), {}, access);
}
/** @param hidden fields of a sealed root */
function headerOf(id, { json, outline, sealed, key }, hidden, access) {
    const newer = newerFeatures(id, outline, access);
    if (newer !== undefined)
        throw newer;
    if (sealed !== undefined && key === undefined)
        throw (0,_sealed_root_js__WEBPACK_IMPORTED_MODULE_9__/* .sealedRoot */ .Bq)(id, sealed);
    const said = json;
    const fields = sealed === undefined ? withoutSeal(said) : { ...hidden, ...said, anomaly: hidden.anomaly, seal: sealed.seal };
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_12__/* .safeParse */ .xLC(headerSchema, fields);
    if (!parsed.success)
        throw corruptRoot(id)(`its header has the wrong shape (${(0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .issuesOf */ .wf)(parsed.issues)})`);
    return parsed.output;
}
/** In an open root a field of this name means nothing. */
function withoutSeal(header) {
    return Object.fromEntries(Object.entries(header).filter(([name]) => name !== 'seal'));
}
function refuseFormat(id, json) {
    const { format } = (json ?? {});
    if (typeof format === 'string' && format !== FORMAT && format.startsWith('holdfast-root/'))
        throw newerError(id, `format ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .visibleLine */ .P8)(format)}`);
}
function newerFeatures(id, { features }, access) {
    const unknown = (0,_features_js__WEBPACK_IMPORTED_MODULE_6__/* .unknownFeatures */ .aB)(features, access);
    return unknown === undefined ? undefined : newerError(id, unknown);
}
function newerError(id, detail) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'newer-format',
        message: `Snapshot ${id} was written by a newer version of Holdfast (${detail}).`,
        why: `This version reads ${FORMAT}.`,
        fix: 'Use a newer version of Holdfast to read it.',
    });
}
/** A whole root as far as it can be read whatever its features, checked against its key and its own description. */
function openRoot(key, bytes, keys) {
    const { id } = key;
    const bad = corruptRoot(id);
    const checkName = () => {
        if ((0,_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotId */ .iy)((0,_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .timeOfId */ .I9)(id), bytes) !== id)
            throw bad('its bytes do not have the hash in its name');
    };
    // Damaged bytes have a wrong HMAC too, and are damaged all the same.
    if (keys !== undefined)
        checkName();
    const first = decodeFirstFrame(id, bytes, keys);
    checkName();
    const { outline, headerBytes } = first;
    if (outline.series !== key.series)
        throw bad(`it says that it belongs to series ${outline.series}`);
    const frames = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .cutFrames */ .Nk)(outline.frames, headerBytes, bytes, bad);
    const documents = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .documentsOf */ .uo)(`Snapshot ${id}`, frames, bad);
    const objects = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .readObjects */ .$I)(documents, [outline.series, ...outline.bases], bad);
    return { ...first, frames, objects };
}
/** What is needed to look after a snapshot, also of a later version and sealed. @throws newer-format, corrupt-root */
function decodeOutline(key, bytes) {
    const root = openRoot(key, bytes, undefined);
    const { series, bases, status } = root.outline;
    const newer = newerFeatures(key.id, root.outline, 'maintain');
    const header = newer === undefined && root.sealed === undefined ? headerOf(key.id, root, {}, 'maintain') : undefined;
    return { series, bases, status, objects: root.objects, header, sealed: root.sealed, newer };
}
/** @throws newer-format, corrupt-root; sealed, foreign-snapshot; corrupt-seal */
function decodeRoot(key, bytes, { access = 'read', keys } = {}) {
    const { id } = key;
    const bad = corruptRoot(id);
    const root = openRoot(key, bytes, keys);
    const { objects } = root;
    const { frames, hidden } = root.key === undefined ? { frames: root.frames, hidden: {} } : openContent(id, root, root.key);
    const document = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .documentsOf */ .uo)(`Snapshot ${id}`, frames, bad);
    const header = headerOf(id, root, hidden, access);
    const tables = document('sections', sectionsSchema);
    if (_sections_js__WEBPACK_IMPORTED_MODULE_10__/* .SECTIONS */ .bP.some((name) => tables[name].seal !== sealOfParts(header.seal)))
        throw bad('its tables are not sealed as it says');
    const blocks = tables.blocks.map((json) => readBlock(json, frames, objects, bad));
    const refs = (name) => tables[name].levels.map((level) => level.map((json) => segmentRef(json, blocks, bad)));
    const sections = { map: refs('map'), tree: refs('tree'), state: refs('state') };
    const excess = (0,_root_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .excessOf */ .FR)({ objects: objects.length, blocks, sections });
    if (excess !== undefined)
        throw bad(excess);
    const overlap = (0,_root_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .overlapOf */ .HV)({ objects: objects.length, blocks, sections });
    if (overlap !== undefined)
        throw bad(overlap);
    return {
        id,
        sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes),
        header,
        objects,
        sections,
        gaps: frames.some((frame) => frame.name === 'gaps') ? document('gaps', (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .listOf */ .c3)(gap, MAX_GAPS)) : [],
    };
}
/** What is sealed of a root that is proved: the fields of its header, and frames as an open root has them. */
function openContent(id, { frames }, key) {
    const opened = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_5__/* .openSealedFrames */ .pD)(`Snapshot ${id}`, frames, key, hiddenSchema, corruptRoot(id));
    return { frames: opened.frames, hidden: opened.header };
}
function readBlock(json, frames, objects, bad) {
    const { raw: rawBytes, stored: storedBytes } = json;
    if (json.frame !== undefined) {
        const frame = frames[json.frame];
        if (frame?.name !== 'block' || frame.raw !== rawBytes || !(0,_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .isSkippableFrame */ .XG)(frame.bytes))
            throw bad('a block is not where it should be');
        return { rawBytes, stored: frame.bytes.subarray(_zstd_js__WEBPACK_IMPORTED_MODULE_11__/* .SKIPPABLE_HEADER_BYTES */ .w_) };
    }
    const { object, offset, sha256 } = json;
    const part = object === undefined ? undefined : objects[object];
    if (part === undefined || offset === undefined || sha256 === undefined || offset + storedBytes > part.sizeBytes)
        throw bad('a block is not where it should be');
    return { rawBytes, storedBytes, key: part.key, offset, sha256 };
}
function segmentRef({ rows, block: index, start, raw: rawBytes }, blocks, bad) {
    const block = blocks[index];
    if (block === undefined || start + rawBytes > block.rawBytes)
        throw bad('a segment is not where it should be');
    return { rows, block, start, rawBytes };
}


/***/ }),

/***/ 161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ sealedRoot),
/* harmony export */   EP: () => (/* binding */ sealedPack),
/* harmony export */   Js: () => (/* binding */ SealedError),
/* harmony export */   Kn: () => (/* binding */ sealedContent),
/* harmony export */   P8: () => (/* binding */ sealSchema),
/* harmony export */   VD: () => (/* binding */ OPEN_ANOMALY),
/* harmony export */   _: () => (/* binding */ BESIDE_SEALED),
/* harmony export */   rQ: () => (/* binding */ foreignRoot),
/* harmony export */   rj: () => (/* binding */ proveRoot),
/* harmony export */   wf: () => (/* binding */ SEALED_FEATURE),
/* harmony export */   xo: () => (/* binding */ FORMER_KEYS),
/* harmony export */   xv: () => (/* binding */ openBesideSealed)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _seal_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5978);
/* harmony import */ var _seal_root_mac_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22892);
/** What is sealed of a root, who can have written it, and the errors of roots that a reader has no key for. */




/**
 * A sealed root has an open header and the list of objects, for whoever looks after it; the rest in a blob for the vault
 * key; and an HMAC of all that, which only holders of that key can make. docs/format.md, "Sealed series".
 */
const fingerprint = valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .check */ .z6Y(_seal_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isFingerprint */ .Zv, 'not the fingerprint of a key'));
/** How a series is sealed: to the vault key `key`, packs to `to`. */
const sealSchema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ kind: valibot__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('age-x25519'), key: fingerprint, to: fingerprint });
/** Of a sealed root, what says that it has a seal and that readers have to know it. */
const SEALED_FEATURE = 'sealed';
/** In place of the sentence that says what was lost. */
const OPEN_ANOMALY = 'The source had lost most of what it held.';
/** What is said of an open snapshot among sealed ones to whoever has no key. */
const BESIDE_SEALED = 'open, beside sealed ones: without vault-key nobody can tell whose it is';
/** Of snapshots of one series, as they look without a key: the open ones, if there are sealed ones among them. */
function openBesideSealed(snapshots) {
    if (snapshots.every(({ sealed }) => sealed === undefined))
        return [];
    return snapshots.filter(({ header }) => header !== undefined);
}
/** A sealed root, or content of one, and no key that opens it. */
class SealedError extends _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et {
    /** Of a root: what can be told all the same. */
    facts;
    constructor(message, fix, facts) {
        super({ code: 'sealed', message, fix });
        this.facts = facts;
    }
}
function sealedRoot(id, facts) {
    return new SealedError(`Snapshot ${id} is sealed, and no vault-key was given.`, `Give the key of this vault (${facts.seal.key}) as vault-key; docs/sealing.md says who has it.`, facts);
}
/** @param to fingerprint of the key that packs are sealed to */
function sealedContent(id, to) {
    return new SealedError(`The content of snapshot ${id} is sealed to the key ${to}, and vault-key does not hold it.`, 'Its names, sizes and hashes can be read, its content cannot. Whoever has that key restores: docs/sealing.md.');
}
const FORMER_KEYS = 'It was stored before the keys were renewed, or with another vault-recipient. Give the former keys too, each after its line "# until": docs/sealing.md.';
/** A pack that is what was stored, and that no key of the reader opens, though one opens others of its snapshot. */
function sealedPack(id, key) {
    return new SealedError(`${key}, which snapshot ${id} needs, is sealed to a key that vault-key does not hold.`, FORMER_KEYS);
}
/** Not one of those that the holders of the vault key wrote: for them it is not there. */
function foreignRoot(id, why) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'foreign-snapshot',
        message: `Snapshot ${id} is not one that a holder of vault-key wrote: ${why}.`,
        why: 'With vault-key only snapshots count that prove to be made with it.',
        fix: 'If it is one of yours, give the key that it was made with, or for an open series no key. If not, find out who can write to this vault (mode audit).',
    });
}
/**
 * The key that proves a root: named in its header, held by the reader, not given up before the time of the root, and with
 * the right HMAC at the end.
 *
 * @param header of the root, not checked yet
 * @throws foreign-snapshot
 */
function proveRoot(id, header, bytes, keys) {
    const { seal, utc } = (header ?? {});
    if (seal === undefined)
        throw foreignRoot(id, 'it is open');
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_3__/* .safeParse */ .xLC(sealSchema, seal);
    if (!parsed.success)
        throw foreignRoot(id, 'it says nothing that can be read of the key it was made with');
    const key = keys.opening.find((held) => held.fingerprint === parsed.output.key);
    if (key === undefined)
        throw foreignRoot(id, `it was made with the key ${parsed.output.key}`);
    if (key.until !== undefined && String(utc) > key.until)
        throw foreignRoot(id, `it was made with the key ${key.fingerprint}, which was given up at ${key.until}`);
    const [covered, mac] = [bytes.subarray(0, -_seal_root_mac_js__WEBPACK_IMPORTED_MODULE_2__/* .ROOT_MAC_BYTES */ .Lb), bytes.subarray(-_seal_root_mac_js__WEBPACK_IMPORTED_MODULE_2__/* .ROOT_MAC_BYTES */ .Lb)];
    if (!(0,_seal_root_mac_js__WEBPACK_IMPORTED_MODULE_2__/* .isRootMac */ .op)(mac, key.identity, covered))
        throw foreignRoot(id, 'its HMAC is wrong');
    return key;
}


/***/ }),

/***/ 5100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RA: () => (/* binding */ hashOfBlock),
/* harmony export */   bP: () => (/* binding */ SECTIONS),
/* harmony export */   mO: () => (/* binding */ isInline),
/* harmony export */   wB: () => (/* binding */ checkBlockHash)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/** The three tables of a snapshot as a root describes them: sections of segments, and the blocks that hold these. */


const SECTIONS = ['map', 'tree', 'state'];
/** Whether the bytes of a block are available. */
function isInline(block) {
    return 'stored' in block;
}
/** 128 bits, as in the names of objects. */
function hashOfBlock(stored) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', stored).slice(0, 32);
}
function checkBlockHash(block, stored) {
    if (hashOfBlock(stored) !== block.sha256) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            code: 'corrupt-segment',
            message: `Object ${block.key} is damaged: a block of segments in it does not have its recorded hash.`,
        });
    }
}


/***/ }),

/***/ 93310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w_: () => (/* binding */ SKIPPABLE_HEADER_BYTES),
  PW: () => (/* binding */ compressBound),
  oS: () => (/* binding */ compressSync),
  mF: () => (/* binding */ decompress),
  S6: () => (/* binding */ decompressFirst),
  Rq: () => (/* binding */ decompressSync),
  IQ: () => (/* binding */ decompressUpTo),
  XG: () => (/* binding */ isSkippableFrame),
  _r: () => (/* binding */ release),
  Nx: () => (/* binding */ skippableFrame)
});

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
;// CONCATENATED MODULE: ./lib/vault/format/zstd-frame.js
/** Reads the outside of a zstd frame without decoding it. */

/**
 * The outside of a zstd frame: where it ends and how much memory its decoder takes, without decoding it. Decoders do
 * not report this: some stop after the first frame, some continue with what follows, and all allocate the memory that
 * the frame asks for.
 */
/** Frame magic numbers, little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
const FRAME_MAGIC = 0xfd2fb528;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
/** What one block holds at most, whatever the window: RFC 8878, section 3.1.1.2.4. */
const BLOCK_MAX_BYTES = 128 * 1024;
/** Bytes of the field `Dictionary_ID` and `Frame_Content_Size`, by their flags. */
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_BYTES = [0, 2, 4, 8];
const BLOCK_RLE = 1;
const BLOCK_RESERVED = 3;
/**
 * The first frame of `bytes`: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 *
 * @param what names it in errors
 * @throws corrupt-frame if it is not a complete zstd frame, or needs a dictionary
 */
function zstdFrame(bytes, what) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    try {
        const header = readHeader(view);
        return { ...header, storedBytes: endOfBlocks(view, header) };
    }
    catch (error) {
        if (error instanceof RangeError)
            throw corrupt(what, 'it is not a complete zstd frame', error);
        throw error instanceof NoFrame ? corrupt(what, error.message, error) : error;
    }
}
class NoFrame extends Error {
}
function corrupt(what, detail, cause) {
    return new errors/* HoldfastError */.Et({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}
function readHeader(view) {
    if (view.getUint32(0, true) !== FRAME_MAGIC)
        throw new NoFrame('it does not begin with a zstd frame');
    const descriptor = view.getUint8(4);
    if ((descriptor & 0b1000) !== 0)
        throw new NoFrame('a reserved bit of its frame header is set');
    const isSingleSegment = (descriptor & 0b100000) !== 0;
    let at = 5;
    const window = isSingleSegment ? 0 : windowOf(view.getUint8(at++));
    const dictionaryBytes = DICTIONARY_BYTES[descriptor & 0b11];
    for (let i = 0; i < dictionaryBytes; i++) {
        if (view.getUint8(at++) !== 0)
            throw new NoFrame('it needs a dictionary');
    }
    const flag = descriptor >>> 6;
    const sizeBytes = flag === 0 && isSingleSegment ? 1 : CONTENT_BYTES[flag];
    const contentBytes = sizeBytes === 0 ? undefined : contentSize(view, at, sizeBytes);
    return {
        headerBytes: at + sizeBytes,
        windowBytes: isSingleSegment ? (contentBytes ?? 0) : window,
        isSingleSegment,
        contentBytes,
        hasChecksum: (descriptor & 0b100) !== 0,
    };
}
function windowOf(descriptor) {
    const base = 2 ** (10 + (descriptor >>> 3));
    return base + (base / 8) * (descriptor & 0b111);
}
function contentSize(view, at, sizeBytes) {
    if (sizeBytes === 1)
        return view.getUint8(at);
    if (sizeBytes === 2)
        return view.getUint16(at, true) + 256;
    if (sizeBytes === 4)
        return view.getUint32(at, true);
    return Number(view.getBigUint64(at, true));
}
/** Steps from block to block: each says how long it is, and the last one that it is the last. */
function endOfBlocks(view, { headerBytes, hasChecksum }) {
    let at = headerBytes;
    for (let isLast = false; !isLast;) {
        const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
        const type = (header >>> 1) & 0b11;
        const size = header >>> 3;
        if (type === BLOCK_RESERVED || size > BLOCK_MAX_BYTES)
            throw new NoFrame('a block in it is of an unknown kind');
        isLast = (header & 1) !== 0;
        at += BLOCK_HEADER_BYTES + (type === BLOCK_RLE ? 1 : size);
    }
    const end = at + (hasChecksum ? CHECKSUM_BYTES : 0);
    if (end > view.byteLength)
        throw new NoFrame('it is truncated');
    return end;
}

;// CONCATENATED MODULE: ./lib/vault/format/zstd.js
/** Encodes and decodes zstd frames, with the same result under every Node. */





/**
 * zstd frames (RFC 8878) by node:zlib. Three traps are closed here. What follows a frame is ignored by Node 24 and
 * decoded too by Node 26, so the frame is measured before. A frame may ask for any amount of memory, so its window is
 * looked at before. And output is collected in 16 KiB pieces if the size is not given.
 */
/** Little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_HEADER_BYTES = 8;
/** What a frame of so many raw bytes takes at most: ZSTD_compressBound, rounded up. */
function compressBound(rawBytes) {
    return rawBytes + (rawBytes >>> 8) + 1024;
}
function compressOptions(rawBytes, level) {
    return {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level, [external_node_zlib_.constants.ZSTD_c_checksumFlag]: 0 },
        pledgedSrcSize: rawBytes,
        // So that the output is one piece.
        chunkSize: compressBound(rawBytes),
    };
}
function compressSync(raw, level) {
    const stored = (0,external_node_zlib_.zstdCompressSync)(raw, compressOptions(raw.length, level));
    allocatedBytes.set(stored, compressBound(raw.length));
    return stored;
}
function decompressOptions(rawBytes) {
    // Leaves room for one byte more than expected, so that a longer frame is noticed and not cut off.
    return { maxOutputLength: rawBytes + 1, chunkSize: Math.max(64, rawBytes + 1) };
}
/** Decodes exactly one frame: all of `stored` consumed, exactly `rawBytes` out; else `corrupt-frame`. */
function decompressSync(stored, rawBytes, what) {
    checkFrame(stored, rawBytes, what);
    try {
        return checkedLength((0,external_node_zlib_.zstdDecompressSync)(stored, decompressOptions(rawBytes)), rawBytes, what);
    }
    catch (error) {
        throw error instanceof errors/* HoldfastError */.Et ? error : zstd_corrupt(what, (0,errors/* messageOf */.bD)(error), error);
    }
}
/** Decodes the first of several frames, to `maxRawBytes` at most. @throws corrupt-frame */
function decompressFirst(bytes, maxRawBytes, what) {
    const frame = zstdFrame(bytes, what);
    checkMemory(frame, maxRawBytes, what);
    try {
        const raw = (0,external_node_zlib_.zstdDecompressSync)(bytes.subarray(0, frame.storedBytes), { maxOutputLength: maxRawBytes });
        return { raw, storedBytes: frame.storedBytes };
    }
    catch (error) {
        throw error instanceof errors/* HoldfastError */.Et ? error : zstd_corrupt(what, (0,errors/* messageOf */.bD)(error), error);
    }
}
/** Decodes one frame whose size is not recorded, to at most `maxRawBytes`. @throws corrupt-frame */
function decompressUpTo(stored, maxRawBytes, what) {
    const { raw, storedBytes } = decompressFirst(stored, maxRawBytes, what);
    if (storedBytes !== stored.length)
        throw zstd_corrupt(what, followed(stored.length - storedBytes));
    return raw;
}
const decompressAsync = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
/** The same on node's thread pool. */
async function decompress(stored, rawBytes, what) {
    checkFrame(stored, rawBytes, what);
    try {
        return checkedLength(await decompressAsync(stored, decompressOptions(rawBytes)), rawBytes, what);
    }
    catch (error) {
        throw error instanceof errors/* HoldfastError */.Et ? error : zstd_corrupt(what, (0,errors/* messageOf */.bD)(error), error);
    }
}
/** One frame and nothing else, which takes no more memory than what is recorded of it. */
function checkFrame(stored, rawBytes, what) {
    const frame = zstdFrame(stored, what);
    if (frame.storedBytes !== stored.length)
        throw zstd_corrupt(what, followed(stored.length - frame.storedBytes));
    checkMemory(frame, rawBytes, what);
}
function checkMemory({ isSingleSegment, windowBytes, contentBytes }, rawBytes, what) {
    if (contentBytes !== undefined && contentBytes > rawBytes)
        throw zstd_corrupt(what, `it says that it decodes to ${String(contentBytes)} bytes, more than ${String(rawBytes)}`);
    if (!isSingleSegment && windowBytes > limits/* LIMITS */.b1.windowMaxBytes)
        throw zstd_corrupt(what, `its window has ${String(windowBytes)} bytes, more than ${String(limits/* LIMITS */.b1.windowMaxBytes)}`);
}
function followed(bytes) {
    return `${String(bytes)} bytes follow the frame`;
}
function checkedLength(raw, rawBytes, what) {
    if (raw.length !== rawBytes)
        throw zstd_corrupt(what, `it decodes to ${String(raw.length)} bytes, recorded are ${String(rawBytes)}`);
    return raw;
}
function zstd_corrupt(what, detail, cause) {
    return new errors/* HoldfastError */.Et({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}
/** Of buffers that are the start of what was allocated for them: what is compressed well may be a small part of it. */
const allocatedBytes = new WeakMap();
/**
 * Frees the memory of a large buffer at once. Nothing else may use the buffer. Left to the garbage collector, the
 * outputs of a few hundred frames pile up, and each pile costs a collection of everything.
 *
 * Small buffers share a pool, whose size differs from one release of Node to the next; but what lies in a pool always
 * has less than half of it: https://nodejs.org/api/buffer.html#static-method-bufferallocunsafesize
 */
function release(bytes) {
    const memory = bytes.buffer;
    const allocated = allocatedBytes.get(bytes) ?? bytes.byteLength;
    if (memory instanceof ArrayBuffer && allocated * 2 > memory.byteLength)
        memory.transfer(0);
}
/** A frame that every zstd decoder skips: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
function skippableFrame(content) {
    const frame = Buffer.allocUnsafe(SKIPPABLE_HEADER_BYTES + content.length);
    frame.writeUInt32LE(SKIPPABLE_MAGIC, 0);
    frame.writeUInt32LE(content.length, 4);
    frame.set(content, SKIPPABLE_HEADER_BYTES);
    return frame;
}
function isSkippableFrame(bytes) {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return (view.length >= SKIPPABLE_HEADER_BYTES &&
        view.readUInt32LE(0) === SKIPPABLE_MAGIC &&
        view.readUInt32LE(4) === view.length - SKIPPABLE_HEADER_BYTES);
}


/***/ }),

/***/ 80569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ BlobReader)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _format_sealed_root_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(161);
/* harmony import */ var _seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68863);
/* harmony import */ var _seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61110);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46188);
/** Reads packs and parts by hash, from older S3 versions if need be. */








/** If the first bytes that are wanted of a pack begin no later, its head is fetched together with them. */
const HEAD_WITH_RANGE_BYTES = 512 * 1024;
/**
 * Reads packs and parts by what a root says of them. Identity is the hash: where the current S3 version is gone or
 * wrong, any version of that key with the hash in it is read (docs/format.md, rule 2). What is sealed is opened here.
 */
class BlobReader {
    store;
    objects;
    /** S3 versions found to hold the recorded bytes where the current one does not. */
    goodVersions = new Map();
    /** Keys whose current S3 version has the recorded size, and right bytes wherever it was read. */
    current = new Set();
    /** Keys that were read from another S3 version than the current one. */
    fallbacks = new Set();
    id;
    seal;
    /** By pack. */
    openers = new Map();
    constructor(store, { id, objects, header }) {
        this.store = store;
        this.objects = new Map(objects.map((object) => [object.key, object]));
        this.id = id;
        this.seal = header.seal;
    }
    /**
     * Bytes [offset, offset + length) of an object, passed through `check`, which throws on wrong bytes and whose value is
     * returned.
     * @throws object-lost if no S3 version holds the recorded bytes
     */
    async read(key, offset, length, check, signal) {
        const range = { offset, length, signal };
        const known = this.goodVersions.get(key);
        if (known === undefined) {
            try {
                return await this.readCurrent(key, range, check);
            }
            catch (error) {
                if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error))
                    throw error;
                this.goodVersions.set(key, this.findGoodVersion(key, error, signal));
            }
        }
        const versionId = await this.goodVersions.get(key);
        this.fallbacks.add(key);
        return check((await this.store.get(key, { ...range, versionId })).body);
    }
    /**
     * The same for a pack, by places in its content as a map has them: frames, and the table of contents.
     * @throws object-lost; sealed if the content is, and the keys of the store do not open it
     */
    async readPack(key, offset, length, check, signal) {
        if (this.seal === undefined)
            return this.read(key, offset, length, check, signal);
        const range = this.sealedRange(key, offset, length, this.seal);
        try {
            return await this.readSealed(range, check, signal);
        }
        catch (error) {
            // Head and range may have come from different S3 versions.
            if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error) || !this.goodVersions.has(key))
                throw error;
            const cut = (body) => check(this.contentOf(key, body).subarray(offset, offset + length));
            return this.read(key, 0, range.sizeBytes, cut, signal);
        }
    }
    sealedRange(key, from, length, seal) {
        const sizeBytes = this.objects.get(key)?.sizeBytes;
        if (sizeBytes === undefined)
            throw new Error(`${key} is not among the objects of the snapshot`);
        const keys = this.packKeys(seal);
        const plainLength = (0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__/* .plainBytes */ .gq)(sizeBytes, `Pack ${key}`);
        const to = from + length;
        if (to > plainLength)
            throw beyondEnd(key);
        return { key, keys, from, to, sizeBytes, ...(0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__/* .storedRange */ .vc)(from, to, plainLength) };
    }
    async readSealed({ key, keys, from, to, sizeBytes, start, end }, check, signal) {
        const openHere = (stored) => openHead(stored, sizeBytes, keys, key);
        const known = this.openers.get(key);
        if (known === undefined && start <= HEAD_WITH_RANGE_BYTES) {
            const both = this.read(key, 0, end, async (stored) => {
                const opener = openHere(stored);
                return { opener, value: await check(opener.openInPlace(stored.subarray(start), from, to)) };
            }, signal);
            void this.keepOpener(key, both.then(({ opener }) => opener));
            return (await both).value;
        }
        const opening = known ?? this.keepOpener(key, this.read(key, 0, _seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__/* .BLOB_HEAD_BYTES */ .DB, openHere, signal));
        const opener = await opening;
        return this.read(key, start, end - start, (stored) => check(opener.openInPlace(stored, from, to)), signal);
    }
    /** Others who read the same pack wait for its head. */
    keepOpener(key, opener) {
        this.openers.set(key, (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitedLater */ .kW)(opener));
        opener.catch(() => this.openers.delete(key));
        return opener;
    }
    /** What a whole pack holds. @throws corrupt-seal; sealed if the keys of the store do not open it */
    contentOf(key, body) {
        if (this.seal === undefined)
            return body;
        const keys = this.packKeys(this.seal);
        try {
            const opener = openHead(body, body.length, keys, key);
            return opener.openRange(body.subarray(_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__/* .BLOB_HEAD_BYTES */ .DB), 0, opener.plainLength);
        }
        catch (error) {
            if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error) && (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(key, body))
                throw (0,_format_sealed_root_js__WEBPACK_IMPORTED_MODULE_4__/* .sealedPack */ .EP)(this.id, key);
            throw error;
        }
    }
    get isSealed() {
        return this.seal !== undefined;
    }
    /** Whether the content of packs is open to this reader. */
    get opensPacks() {
        return this.seal === undefined || this.held(this.seal.to) !== undefined;
    }
    /** What a block in a part holds. @throws corrupt-seal */
    openBlock(key, stored) {
        if (this.seal === undefined)
            return stored;
        const own = this.held(this.seal.key);
        if (own === undefined)
            throw new Error('a sealed snapshot was read without its key');
        return (0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__/* .openBlob */ .Ym)(stored, own.identity, `A block in ${key}`);
    }
    held(fingerprint) {
        return (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_7__/* .keysOf */ .Y)(this.store)?.opening.find((key) => key.fingerprint === fingerprint);
    }
    /** That of the snapshot first; earlier packs may have been sealed to a former one. */
    packKeys({ to }) {
        const own = this.held(to);
        if (own === undefined)
            throw (0,_format_sealed_root_js__WEBPACK_IMPORTED_MODULE_4__/* .sealedContent */ .Kn)(this.id, to);
        return [own, ...((0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_7__/* .keysOf */ .Y)(this.store)?.opening ?? []).filter((key) => key !== own)];
    }
    async readCurrent(key, range, check) {
        const { body, objectBytes } = await this.store.get(key, range);
        const object = this.objects.get(key);
        if (object !== undefined && objectBytes !== object.sizeBytes) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
                code: 'object-truncated',
                message: `${key} has ${String(objectBytes)} bytes, and ${String(object.sizeBytes)} were recorded.`,
            });
        }
        const value = await check(body);
        this.current.add(key);
        return value;
    }
    async findGoodVersion(key, cause, signal) {
        const object = this.objects.get(key);
        if (object === undefined)
            throw new Error(`${key} is not among the objects of the snapshot`);
        const candidates = [];
        const unlisted = await (0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .ifServed */ .Pk)(async () => {
            for await (const { versionId, isDeleteMarker, sizeBytes } of (0,_versions_js__WEBPACK_IMPORTED_MODULE_6__/* .versionsOfKey */ .cx)(this.store, key, signal)) {
                if (!isDeleteMarker && sizeBytes === object.sizeBytes)
                    candidates.push(versionId);
            }
        });
        for (const versionId of candidates) {
            const { body } = await this.store.get(key, { versionId, signal });
            if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(key, body))
                return versionId;
        }
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            code: 'object-lost',
            message: `No S3 version of ${key} holds the recorded bytes.`,
            why: [(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause), unlisted?.why].filter((text) => text !== undefined).join(' '),
            fix: 'Restore another snapshot, or put the object back from a copy of the bucket.',
            cause,
        });
    }
}
/** Opens the head of a pack with the first key that does. @throws corrupt-seal */
function openHead(stored, sealedLength, keys, key) {
    const what = `Pack ${key}`;
    const head = stored.subarray(0, _seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__/* .BLOB_HEAD_BYTES */ .DB);
    let failure;
    for (const { identity } of keys) {
        try {
            return (0,_seal_age_blob_js__WEBPACK_IMPORTED_MODULE_5__/* .openHeader */ .Ur)(head, sealedLength, identity, what);
        }
        catch (error) {
            failure ??= error;
        }
    }
    throw failure;
}
function beyondEnd(key) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'corrupt-map',
        message: `The map of the snapshot is damaged: it names bytes behind the end of ${key}.`,
    });
}


/***/ }),

/***/ 57076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ isUnreadable),
/* harmony export */   NM: () => (/* binding */ isUnseen),
/* harmony export */   Pk: () => (/* binding */ ifServed),
/* harmony export */   Q2: () => (/* binding */ isLoss),
/* harmony export */   wZ: () => (/* binding */ unreadableKind)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);

const KINDS = {
    'object-lost': 'lost',
    'object-not-found': 'lost',
    'object-truncated': 'damaged',
    'object-too-large': 'damaged',
    'corrupt-root': 'damaged',
    'corrupt-frame': 'damaged',
    'corrupt-fragment': 'damaged',
    'corrupt-segment': 'damaged',
    'corrupt-pack': 'damaged',
    'corrupt-map': 'damaged',
    'corrupt-tree': 'damaged',
    'corrupt-mark': 'damaged',
    'corrupt-state': 'damaged',
    'corrupt-seal': 'damaged',
    'newer-format': 'newer',
    sealed: 'sealed',
    'foreign-snapshot': 'foreign',
    'access-denied': 'forbidden',
    'kms-failed': 'forbidden',
    'object-archived': 'archived',
};
/** undefined for every other error: nothing is known of the object then, and the error is to be thrown on. */
function unreadableKind(error) {
    return error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && Object.hasOwn(KINDS, error.code) ? KINDS[error.code] : undefined;
}
/** Whether this one object cannot be read, for any of the reasons; others may well be. */
function isUnreadable(error) {
    return unreadableKind(error) !== undefined;
}
/** Whether the right bytes are not there: lost or damaged. Another S3 version of the key may still hold them. */
function isLoss(error) {
    const kind = unreadableKind(error);
    return kind === 'lost' || kind === 'damaged';
}
/** Whether bytes may be there that this run cannot look at: forbidden or archived. */
function isUnseen(error) {
    const kind = unreadableKind(error);
    return kind === 'forbidden' || kind === 'archived';
}
/**
 * Does what only a server with S3 versions can do. What lists them elsewhere finds none: then an object of which no other
 * bytes are known is lost, and others are read on.
 * @returns the error of a server that does not serve it
 */
async function ifServed(work) {
    try {
        await work();
        return undefined;
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'not-implemented')
            return error;
        throw error;
    }
}


/***/ }),

/***/ 37359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ quarantinedIds),
/* harmony export */   Lx: () => (/* binding */ writeMark),
/* harmony export */   Mp: () => (/* binding */ readMark),
/* harmony export */   T5: () => (/* binding */ lastVerified),
/* harmony export */   bg: () => (/* binding */ isReadInFull),
/* harmony export */   mC: () => (/* binding */ lastVerifiedAt),
/* harmony export */   nu: () => (/* binding */ readMarkFacts),
/* harmony export */   os: () => (/* binding */ VERIFY_LEVELS),
/* harmony export */   rD: () => (/* binding */ listMarks)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77934);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/** Marks: what was learned of a snapshot after it was committed. */






const bodySchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    /** Why a person set it. */
    reason: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
    /** `verified`: how deep. */
    level: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
    /** `verified`: packs were held against their names and not opened, since their content is sealed to another key. */
    unopened: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY()),
    /** `label`: the labels added. */
    labels: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP())),
    /** `hold`: a later one with true ends it. */
    released: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY()),
});
/**
 * Marks of a series, or of one snapshot, oldest first within a snapshot and kind; one request a thousand.
 *
 * @param options.from a snapshot's id: only marks of it and of later ones
 */
async function listMarks(store, series, options = {}) {
    const { id, from, signal } = options;
    const place = {
        ...(from !== undefined && { startAfter: (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .marksPrefix */ .X5)(series) + from }),
        signal,
    };
    const found = [];
    for await (const { objects } of store.list((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .marksPrefix */ .X5)(series, id), place)) {
        for (const { key } of objects) {
            const parsed = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseMarkKey */ .GE)(key);
            if (parsed?.series === series)
                found.push({ ...parsed, key });
        }
    }
    return found;
}
/** What the mark says beyond its key. @throws corrupt-mark */
async function readMark(store, mark, signal) {
    const { body } = await store.get(mark.key, {
        offset: 0,
        length: _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.markMaxBytes,
        upTo: true,
        signal,
    });
    try {
        return valibot__WEBPACK_IMPORTED_MODULE_5__/* .parse */ .qgA(bodySchema, JSON.parse(body.toString('utf8')));
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-mark', message: `Mark ${mark.key} is not what a mark should be.`, cause });
    }
}
/** @param utc S3's clock */
async function writeMark(store, snapshot, kind, utc, body, signal) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .markKey */ .rI)(snapshot.series, snapshot.id, kind, utc);
    await store.putNew(key, Buffer.from(JSON.stringify(body)), { signal });
}
/** Ids of the snapshots that must not be used by themselves: neither `latest` nor a parent. */
function quarantinedIds(marks) {
    return new Set(marks.filter(({ kind }) => kind === 'quarantine').map(({ id }) => id));
}
const VERIFY_LEVELS = ['metadata', 'sample', 'full', 'restore'];
const BODIES_IN_FLIGHT = 16;
/** Marks of one kind that are read of one snapshot, the newest: a series that has stopped is verified again every day. */
const READ_OF_A_KIND = { verified: 4, others: 64 };
/** Reads what the marks say, by snapshot id; one request a mark. A mark that cannot be read says what its key says. */
async function readMarkFacts(store, marks, signal) {
    const kinds = Map.groupBy(marks.filter(({ kind }) => kind !== 'readmitted' && kind !== 'proof'), ({ id, kind }) => `${kind} ${id}`);
    const read = [...kinds.values()].flatMap((list) => list.slice(list[0]?.kind === 'verified' ? -READ_OF_A_KIND.verified : -READ_OF_A_KIND.others));
    const said = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(read, BODIES_IN_FLIGHT, async (mark) => ({
        mark,
        body: await readOrNothing(store, mark, signal),
    }));
    return new Map([...Map.groupBy(said, ({ mark }) => mark.id)].map(([id, list]) => [id, combineMarks(list)]));
}
/** When a snapshot of the series was last verified. */
function lastVerifiedAt(marks) {
    return marks
        .filter(({ kind }) => kind === 'verified')
        .map(({ utc }) => utc)
        .reduce((last, utc) => (last === undefined || utc > last ? utc : last), undefined);
}
/** The last of the `verified` marks of each snapshot, by its id: as many as are ever read. */
function lastVerified(marks) {
    const verified = Map.groupBy(marks.filter(({ kind }) => kind === 'verified'), ({ id }) => id);
    return new Map([...verified].map(([id, list]) => [id, list.slice(-READ_OF_A_KIND.verified)]));
}
/**
 * Levels at which every byte of a snapshot was read, decoded and held against its hashes: `sample` reads a part of it, and
 * `metadata` none.
 */
const IN_FULL = ['full', 'restore'];
/** Whether one of the `verified` marks says that the snapshot was read in full; one request a mark, the newest first. */
async function isReadInFull(store, verified, signal) {
    for (const mark of verified.toReversed()) {
        const { level } = await readOrNothing(store, mark, signal);
        if (level !== undefined && IN_FULL.includes(level))
            return true;
    }
    return false;
}
async function readOrNothing(store, mark, signal) {
    try {
        return await readMark(store, mark, signal);
    }
    catch (error) {
        if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnreadable */ .GZ)(error))
            return {};
        throw error;
    }
}
function combineMarks(said) {
    const of = (kind) => said.filter(({ mark }) => mark.kind === kind).sort((a, b) => a.mark.utc.getTime() - b.mark.utc.getTime());
    const reasonOf = (marks) => marks.length === 0 ? undefined : (marks.at(-1)?.body.reason ?? '');
    const levels = of('verified').map(({ mark, body }) => ({ level: body.level ?? 'unknown', utc: mark.utc }));
    // Of one level the newest comes last, and the sort keeps the order of equals.
    const verified = levels.sort((a, b) => depthOf(a.level) - depthOf(b.level)).at(-1);
    return {
        verified,
        labels: [...new Set(of('label').flatMap(({ body }) => body.labels ?? []))],
        hold: reasonOf(heldBy(of('hold'))),
        acknowledged: reasonOf(of('acknowledged')),
        quarantine: reasonOf(of('quarantine')),
    };
}
function depthOf(level) {
    return VERIFY_LEVELS.findIndex((known) => known === level);
}
/** Holds that no release came after. Of the same second, both count as a hold: keys have no finer order. */
function heldBy(marks) {
    const released = Math.max(...marks.map(({ mark, body }) => (body.released === true ? mark.utc.getTime() : -Infinity)));
    return marks.filter(({ mark, body }) => body.released !== true && mark.utc.getTime() >= released);
}


/***/ }),

/***/ 17909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q6: () => (/* binding */ removedByPrune),
/* harmony export */   _2: () => (/* binding */ readPruneState),
/* harmony export */   mt: () => (/* binding */ KeyNumbers),
/* harmony export */   zN: () => (/* binding */ writePruneState)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77934);
/* harmony import */ var _base_times_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78947);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _vault_state_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9357);
/** What prune keeps for its next run, and for others to read. */






/**
 * What prune keeps for its next run, and for others to read (`v1/state/prune/`): what it learned of roots, so that they
 * need not be read again, and which roots it removed. The id of a root is the hash of its bytes, so that what was learned
 * of it stays true.
 */
const count = valibot__WEBPACK_IMPORTED_MODULE_5__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .minValue */ .Wwf(0));
const removalSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    series: valibot__WEBPACK_IMPORTED_MODULE_5__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .check */ .z6Y(_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isSeries */ ._k, 'not a series')),
    id: valibot__WEBPACK_IMPORTED_MODULE_5__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .check */ .z6Y(_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isSnapshotId */ .Yr, 'not a snapshot id')),
    /** S3's time, ISO. */
    at: _base_times_js__WEBPACK_IMPORTED_MODULE_0__/* .isoTime */ .L,
    /** Why it was removed, if it was removed by its id. */
    reason: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
});
const removalsSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    /** Roots under a delete marker of prune's, or that it was about to mark; the record is written first. */
    removed: valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(removalSchema),
});
const stateSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    /** Keys of all packs and parts that the roots name. */
    keys: valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_5__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .check */ .z6Y((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBlobKey */ .QK)(key) !== undefined, 'not a pack or part'))),
    roots: valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
        key: valibot__WEBPACK_IMPORTED_MODULE_5__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .check */ .z6Y((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRootKey */ .tv)(key) !== undefined, 'not a root')),
        complete: valibot__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
        anomaly: valibot__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(),
        labels: valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
        kind: valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
        files: count,
        bytes: count,
        /** Indices in `keys`. */
        objects: valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(count),
    })),
    ...removalsSchema.entries,
});
/** Numbers for keys: thousands of roots name the same objects. */
class KeyNumbers {
    numbers = new Map();
    keys = [];
    /** The number of a key, a new one if it has none. */
    of(key) {
        const known = this.numbers.get(key);
        if (known !== undefined)
            return known;
        this.numbers.set(key, this.keys.length);
        return this.keys.push(key) - 1;
    }
    known(key) {
        return this.numbers.get(key);
    }
    key(number) {
        const key = this.keys[number];
        if (key === undefined)
            throw new RangeError(`there is no key ${String(number)}`);
        return key;
    }
    get size() {
        return this.keys.length;
    }
}
/**
 * @param numbers gets the keys of what the remembered roots name
 * @throws corrupt-state
 */
async function readPruneState(store, numbers, signal) {
    const { newest: state, older } = await readRecent(store, stateSchema, signal);
    const roots = new Map();
    const translation = Uint32Array.from(state?.keys ?? [], (key) => numbers.of(key));
    for (const { key, objects, ...facts } of state?.roots ?? []) {
        if (objects.some((index) => index >= translation.length))
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
                code: 'corrupt-state',
                message: `What prune noted of ${key} in its last run is damaged: it names an object that is not there.`,
                fix: 'Delete the newest object below v1/state/prune/: the next run begins afresh.',
            });
        roots.set(key, { ...facts, objects: Uint32Array.from(objects, (index) => translation[index]) });
    }
    return { roots, removed: newestOfEach([...older, ...(state === undefined ? [] : [state])]) };
}
/** Two prunes at the same time do not read each other's record, so the records of the last days are read together. */
function readRecent(store, newest, signal) {
    const schemas = { newest, older: removalsSchema };
    return (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_4__/* .readRecentStates */ .EJ)(store, 'prune', schemas, _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.graceSeconds, signal);
}
function newestOfEach(documents) {
    const byKey = new Map();
    const all = documents.flatMap(({ removed }) => removed);
    for (const removal of all.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
        byKey.set((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(removal.series, removal.id), removal);
    return [...byKey.values()];
}
/**
 * Keys of roots that prune removed, to find out whether a delete marker is its own. One LIST, and a GET for each prune of the
 * last days.
 */
async function removedByPrune(store, signal) {
    const { newest, older } = await readRecent(store, removalsSchema, signal);
    const removed = newestOfEach([...older, ...(newest === undefined ? [] : [newest])]);
    return new Map(removed.map((removal) => [(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(removal.series, removal.id), removal]));
}
/** @param utc S3's clock */
async function writePruneState(store, utc, { roots, removed }, numbers, signal) {
    const used = new KeyNumbers();
    const recorded = [...roots].filter(([, { newer }]) => newer === undefined);
    const rows = recorded.map(([key, { objects, ...facts }]) => ({
        key,
        ...facts,
        objects: Array.from(objects, (number) => used.of(numbers.key(number))),
    }));
    const keys = Array.from({ length: used.size }, (_, number) => used.key(number));
    await (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_4__/* .writeState */ .Jq)(store, 'prune', utc, { keys, roots: rows, removed }, signal);
}


/***/ }),

/***/ 64626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ed: () => (/* binding */ learnRoots),
/* harmony export */   gD: () => (/* binding */ SEALED_KIND),
/* harmony export */   jp: () => (/* binding */ listRootPlaces),
/* harmony export */   qV: () => (/* binding */ listRoots),
/* harmony export */   yI: () => (/* binding */ readPlace)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/* harmony import */ var _prune_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17909);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97412);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56572);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46188);
/** The roots of a vault with their S3 versions. */









/** Root keys with their S3 versions, in key order; one request a thousand S3 versions. Keys without bytes are left out. */
async function listRootPlaces(store, prefix = 'v1/roots/', signal, startAfter) {
    return (await listRoots(store, prefix, signal, startAfter)).places;
}
/** The same, and the keys of which anything is left, a delete marker alone included. */
async function listRoots(store, prefix = 'v1/roots/', signal, startAfter) {
    const byKey = new Map();
    await (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .collectVersions */ ._M)(byKey, store, [prefix], { startAfter, signal });
    return { places: [...byKey].flatMap(([key, ofKey]) => toRootPlace(key, ofKey) ?? []), keys: new Set(byKey.keys()) };
}
function toRootPlace(key, versions) {
    const parsed = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseRootKey */ .tv)(key);
    const stored = (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .withBytes */ .Y9)(versions);
    const [newest] = stored;
    const newestInfo = newest === undefined ? undefined : versionInfo(newest);
    if (parsed === undefined || newest === undefined || newestInfo === undefined)
        return undefined;
    const isDeleted = versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker);
    // The latest one counts whatever its time is: on some servers (versitygw) the version below it has the time of the deletion,
    // or a later one.
    const markers = versions.filter((each) => each.isDeleteMarker && (each.isLatest || each.lastModified >= newest.lastModified));
    return {
        key,
        ...parsed,
        utc: newestInfo.utc,
        sizeBytes: newest.sizeBytes,
        lastModified: newest.lastModified,
        versions: stored.map(({ versionId, sizeBytes }) => ({ versionId, sizeBytes })),
        deletedAt: isDeleted ? markers.map(({ lastModified }) => lastModified).toSorted((a, b) => +a - +b)[0] : undefined,
        timeTrusted: stored.some((version) => versionInfo(version)?.timeTrusted === true),
        newestTrusted: newestInfo.timeTrusted,
    };
}
function versionInfo(version) {
    return (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotInfo */ .bX)({ ...version, etag: '', storageClass: undefined });
}
/**
 * Reads what is needed of a root to look after it, and checks it by the hash in its key: the current S3 version of a live root, and of a deleted root
 * the newest S3 version that is right.
 * @throws corrupt-root, newer-format, object-not-found
 */
async function readPlace(store, place, signal) {
    const { key, versions, deletedAt } = place;
    const tried = deletedAt === undefined ? versions.slice(0, 1) : versions;
    let failure;
    for (const { versionId, sizeBytes } of tried) {
        try {
            if (sizeBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootMaxBytes)
                throw tooLarge(place.id, sizeBytes);
            const { body } = await store.get(key, { versionId, signal });
            return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeOutline */ .F7)(place, body);
        }
        catch (error) {
            if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnreadable */ .GZ)(error))
                throw error;
            failure ??= error;
        }
    }
    throw failure;
}
function tooLarge(id, sizeBytes) {
    const message = `Snapshot ${id} is damaged: its root has ${String(sizeBytes)} bytes, more than any may have.`;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-root', message });
}
/** Roots in memory at once. Most have some 100 KiB, and none has more than LIMITS.rootMaxBytes. */
const READS_IN_FLIGHT = 16;
const LARGE_BYTES = 2 * _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MiB */ .lv;
/**
 * Collects what prune has to know of each root: from the record of an earlier prune, or by reading the root. A key with more
 * than one S3 version with bytes is always read, since its current bytes may differ from those that were recorded.
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
            facts.set(place.key, toRootFacts(await readPlace(store, place, signal), numbers));
        }
        catch (error) {
            if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnreadable */ .GZ)(error))
                throw error;
            unreadable.set(place.key, error);
        }
    };
    const isLarge = ({ sizeBytes }) => sizeBytes > LARGE_BYTES;
    await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(unknown.filter((place) => !isLarge(place)), READS_IN_FLIGHT, learn);
    await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(unknown.filter(isLarge), 1, learn);
    return { facts, unreadable, readCount: unknown.length };
}
/** The kind of a source that is sealed: nobody who looks after a vault needs to know what it is, or how much it holds. */
const SEALED_KIND = 'sealed';
function toRootFacts({ header, sealed, status, objects, newer }, numbers) {
    return {
        complete: status === 'complete',
        anomaly: (header ?? sealed)?.anomaly !== undefined,
        labels: (header ?? sealed)?.labels ?? [],
        kind: header?.source.kind ?? (sealed === undefined ? '' : SEALED_KIND),
        files: header?.counts['files'] ?? 0,
        bytes: header?.counts['bytes'] ?? 0,
        objects: Uint32Array.from(objects, ({ key }) => numbers.of(key)),
        ...(newer !== undefined && { newer: newer.message }),
    };
}


/***/ }),

/***/ 7269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OI: () => (/* binding */ isForged),
/* harmony export */   Sg: () => (/* binding */ readRootHeader),
/* harmony export */   XD: () => (/* binding */ readRoot),
/* harmony export */   pm: () => (/* binding */ readOutline)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97412);
/* harmony import */ var _seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61110);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46188);
/** Reads a root, again if need be, and from older S3 versions. */







/** @throws corrupt-root, newer-format, object-not-found, object-archived, access-denied, ...: see damage.ts */
async function readRoot(store, key, options = {}) {
    try {
        return await readWhole(store, key, options);
    }
    catch (error) {
        if (options.versionId !== undefined)
            throw error;
        return readElsewhere(store, key, error, options);
    }
}
/** What is needed to look after a snapshot, also of a later version, and of a sealed one without its key. */
async function readOutline(store, key, options = {}) {
    const { versionId, signal } = options;
    const name = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id);
    const place = { ...(versionId !== undefined && { versionId }), signal };
    try {
        return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeOutline */ .F7)(key, (await store.get(name, place)).body);
    }
    catch (error) {
        if (versionId !== undefined || (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error) && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(error)))
            throw error;
        const body = await findRightBytes(store, name, !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(error), signal);
        if (body === undefined)
            throw error;
        options.onCovered?.(error);
        return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeOutline */ .F7)(key, body);
    }
}
/** One request as a rule: the first bytes of the root. Checked against the id as well where they are all of it. */
async function readRootHeader(store, key, options = {}) {
    try {
        return await readStart(store, key, options.signal);
    }
    catch (error) {
        return (await readElsewhere(store, key, error, options)).header;
    }
}
async function readWhole(store, key, { access, versionId, signal }) {
    const { body } = await store.get((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id), {
        ...(versionId !== undefined && { versionId }),
        signal,
    });
    return decodeNamed(key, body, { access, keys: (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_6__/* .keysOf */ .Y)(store) });
}
/** Errors about bytes that have the hash in the name of their key: no other S3 version can be what belongs there. */
const isFinal = new WeakSet();
function decodeNamed(key, body, as) {
    try {
        return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeRoot */ .HK)(key, body, as);
    }
    catch (error) {
        if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error) && (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id), body))
            isFinal.add(error);
        throw error;
    }
}
async function readStart(store, key, signal) {
    const { series, id } = key;
    const range = { offset: 0, length: _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootPrefixBytes, upTo: true, signal };
    const { body, objectBytes } = await store.get((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(series, id), range);
    if (objectBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes)
        throw damaged(id, `its root has ${String(objectBytes)} bytes`);
    const isWhole = body.length === objectBytes;
    const keys = (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_6__/* .keysOf */ .Y)(store);
    // Whether it is proved, and its sealed fields, only all of it tells.
    if (keys !== undefined && !isWhole)
        return (await readWhole(store, key, { signal })).header;
    const header = isWhole ? decodeNamed(key, body, { keys }).header : (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeHeader */ .E2)(id, body);
    if (header.series !== series)
        throw damaged(id, `it says that it belongs to series ${header.series}`);
    return header;
}
function damaged(id, detail) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-root', message: `Snapshot ${id} is damaged: ${detail}.` });
}
/** @throws `failure` if nothing better is found */
async function readElsewhere(store, key, failure, options) {
    if ((!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(failure) && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(failure)) || isFinal.has(failure))
        throw failure;
    if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(failure)) {
        try {
            return await readWhole(store, key, options);
        }
        catch (error) {
            if ((!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error) && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(error)) || isFinal.has(error))
                throw error;
        }
    }
    const body = await findRightBytes(store, (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id), !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(failure), options.signal);
    if (body === undefined)
        throw failure;
    options.onCovered?.(failure);
    return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeRoot */ .HK)(key, body, { access: options.access, keys: (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_6__/* .keysOf */ .Y)(store) });
}
/** S3 versions of one key that are read at most: whoever may write could put any number there. */
const VERSIONS_READ = 16;
/**
 * Bytes with the hash in the name of the key, from any of its S3 versions: the oldest first, since what was written first is
 * what the name was made for. undefined if there are none, if the key is deleted, or if its versions may not be listed.
 *
 * @param withCurrent false where the current version may not be read: to read it by its version id would only hide that a
 *   right is missing
 */
async function findRightBytes(store, key, withCurrent, signal) {
    const versions = await knownVersions(store, key, signal);
    if (versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker))
        return undefined;
    const candidates = versions
        .filter(({ isLatest, isDeleteMarker, sizeBytes }) => {
        return !isDeleteMarker && sizeBytes <= _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes && (withCurrent || !isLatest);
    })
        .toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
    for (const { versionId } of candidates.slice(0, VERSIONS_READ)) {
        try {
            const { body } = await store.get(key, { versionId, signal });
            if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(key, body))
                return body;
        }
        catch (error) {
            if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnreadable */ .GZ)(error))
                throw error;
        }
    }
    return undefined;
}
async function knownVersions(store, key, signal) {
    const found = [];
    try {
        for await (const version of (0,_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionsOfKey */ .cx)(store, key, signal))
            found.push(version);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && ['access-denied', 'not-implemented'].includes(error.code)))
            throw error;
    }
    return found;
}
/**
 * Whether what lies under a root's key never was a snapshot: it has the hash in its name, so that nothing else ever
 * belonged there, and it is no root of any version; or it is larger than a root may be, and no S3 version is smaller. A
 * snapshot that was lost or damaged is not taken for one of these.
 */
async function isForged(store, key, failure, signal) {
    if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(failure) !== 'damaged')
        return false;
    const name = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id);
    try {
        const { body } = await store.get(name, { signal });
        return (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(name, body);
    }
    catch (error) {
        if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnreadable */ .GZ)(error))
            throw error;
        if (error.code !== 'object-too-large')
            return false;
        const versions = await knownVersions(store, name, signal);
        return versions.length > 0 && versions.every((each) => each.isDeleteMarker || each.sizeBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes);
    }
}


/***/ }),

/***/ 6971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ isComplete),
/* harmony export */   Cb: () => (/* binding */ findSnapshot),
/* harmony export */   M5: () => (/* binding */ onlyUnreadable),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/* unused harmony export parseSelector */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58566);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37359);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(97412);
/* harmony import */ var _seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(61110);
/* harmony import */ var _root_reader_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7269);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56572);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46188);
/** From a version as the user writes it to one snapshot. */










const FORMS = 'latest, latest~N, a snapshot id or a start of it (6 characters of either half), tag:LABEL, sha:COMMIT, ' +
    'ref:BRANCH-OR-TAG, run:RUN-ID, before:TIME (2026-11-23, 2026-11-23T01:02:03Z or 7d), s3:VERSION-ID';
const UNIT_MS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 7 * 864e5 };
const DURATION = /^(\d{1,6})([smhdw])$/;
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const COMMIT = /^[0-9a-f]{7,64}$/i;
/** @param now what durations such as `before:7d` count from. @throws bad-selector (exit code 2) */
function parseSelector(line, now) {
    const text = line.trim();
    const bad = (why) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-selector',
        message: `Not a selector: ${JSON.stringify(text)}.`,
        why,
        fix: `Write one of: ${FORMS}.`,
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
    });
    const latest = /^latest(?:~(\d{1,6}))?$/.exec(text);
    if (latest !== null)
        return { kind: 'latest', back: Number(latest[1] ?? 0) };
    if (text.startsWith('latest~'))
        throw bad('After latest~ there must be a number.');
    if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isSnapshotId */ .Yr)(text))
        return { kind: 'id', id: text };
    const [, prefix, value = ''] = /^([a-z0-9]+):(.*)$/s.exec(text) ?? [];
    if (prefix === undefined) {
        if (text === '' || /\s|\p{Cc}|:/u.test(text))
            throw bad('It is none of the known forms.');
        return { kind: 'any', text };
    }
    if (value === '')
        throw bad(`After ${prefix}: there must be a value.`);
    switch (prefix) {
        case 'sha':
            if (!COMMIT.test(value))
                throw bad('A commit has 7 hexadecimal digits at least.');
            return { kind: prefix, value: value.toLowerCase() };
        case 'tag':
        case 'ref':
        case 'run':
            return { kind: prefix, value };
        case 'before':
            return { kind: prefix, time: parseTime(value, now, bad) };
        case 's3':
            return { kind: prefix, versionId: value };
        default:
            throw bad(`${prefix}: is not known.`);
    }
}
/** A time without a zone is in UTC, wherever the command runs. */
function parseTime(text, now, bad) {
    const [, amount, unit = ''] = DURATION.exec(text) ?? [];
    const [iso, clock, , , zone] = ISO.exec(text) ?? [];
    const time = amount !== undefined
        ? new Date(now.getTime() - Number(amount) * UNIT_MS[unit])
        : new Date(iso === undefined ? NaN : clock !== undefined && zone === undefined ? `${iso}Z` : iso);
    if (Number.isNaN(time.getTime()))
        throw bad('After before: there must be a time or a duration (s, m, h, d, w).');
    return time;
}
/**
 * The snapshot that the first selector with a hit picks; undefined if none hits. No line means `latest`.
 * @throws bad-selector, ambiguous-selector (exit code 2); newest-unreadable if it may be a snapshot that cannot be read;
 *   newer-format, corrupt-root for a snapshot picked by id
 */
async function findSnapshot(store, series, selectorLines, options) {
    const lines = selectorLines.filter((line) => line.trim() !== '');
    const selectors = (lines.length > 0 ? lines : ['latest']).map((line) => parseSelector(line, options.now));
    for (const selector of selectors) {
        const found = await new Search(store, series, options).find(selector);
        if (found === undefined)
            continue;
        if (!isComplete(found.header, options.isNeeded)) {
            options.emit?.({
                type: 'warning',
                class: 'partial-snapshot',
                message: `Snapshot ${found.info.id} is partial: some of its source could not be read when it was made.`,
                fix: 'Its gaps are shown by the mode list with this version.',
            });
        }
        if (found.explicit)
            await warnOfQuarantine(store, found.info, options);
        return found;
    }
    return undefined;
}
/** Whoever names it means it. */
async function warnOfQuarantine(store, info, { emit, signal }) {
    const marks = await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(store, info.series, { id: info.id, signal });
    const quarantine = marks.filter(({ kind }) => kind === 'quarantine');
    if (quarantine.length === 0)
        return;
    const reason = (await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .readMarkFacts */ .nu)(store, quarantine, signal)).get(info.id)?.quarantine ?? '';
    emit?.({
        type: 'warning',
        class: 'quarantined-snapshot',
        message: `Snapshot ${info.id} is in quarantine${reason === '' ? '' : `: ${reason}`}.`,
        why: 'A mark says that it is not to be used; it is never picked unless it is named.',
    });
}
/** A partial snapshot is good enough if only parts that nobody needs are incomplete. */
function isComplete({ status, parts }, isNeeded) {
    if (status === 'complete')
        return true;
    const partial = Object.keys(parts).filter((part) => parts[part] === 'partial');
    return isNeeded !== undefined && partial.length > 0 && !partial.some(isNeeded);
}
/** Refs and commits that a snapshot goes by: those of the workflow that made it, and those of the source. */
function originOf({ context, source }) {
    const texts = (...values) => values.filter((value) => typeof value === 'string');
    return {
        refs: texts(context['ref'], source.identity['ref']),
        commits: texts(context['sha'], source.identity['commit']),
    };
}
/** Whether the snapshot is of what a user means by `main`, `v1.2` or `refs/heads/main`. */
function isRef(header, value) {
    return originOf(header).refs.some((ref) => [value, `refs/heads/${value}`, `refs/tags/${value}`].includes(ref));
}
function isCommit(header, value) {
    return originOf(header).commits.some((commit) => commit.startsWith(value.toLowerCase()));
}
/** Compares the time in its name and S3's own time, since the name of a forged snapshot may say anything. */
function isBefore({ utc, lastModified, readmitted }, time) {
    return utc < time && (lastModified < time || readmitted);
}
/** Whether the key was deleted since it was listed. */
async function isGone(store, { series, id }, signal) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(series, id);
    for await (const { objects } of store.list(key, { signal }))
        if (objects.some((object) => object.key === key))
            return false;
    return true;
}
/** At most so many snapshots are named in an error. */
const NAMED_MAX = 3;
/** No readable snapshot fits, and an unreadable one may. This is not the same as a vault without snapshots. */
function onlyUnreadable(unread) {
    const [first] = unread;
    if (first === undefined)
        throw new Error('nothing is unreadable');
    const isNewer = unread.every(({ error }) => (0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error) === 'newer');
    const named = unread.map(({ info }) => info.id);
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: isNewer ? 'newer-format' : 'newest-unreadable',
        message: `No snapshot that can be read fits, and ${unread.length === 1 ? 'one that cannot be read' : `${String(unread.length)} that cannot be read`} may be the one that is meant: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .firstOf */ .Ku)(named, NAMED_MAX)}. The first of them: ${first.error.message}`,
        why: 'With allow-older an older snapshot may take the place of one that cannot be read, and there is none that fits.',
        fix: `${isNewer ? 'Use a newer version of Holdfast.' : '`holdfast repair` shows what can be put back.'} What never was a good one: \`holdfast mark --mark quarantine --version ${first.info.id}\`.`,
        cause: first.error,
    });
}
function newestUnreadable({ id }, error) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: (0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error) === 'newer' ? 'newer-format' : 'newest-unreadable',
        message: `Snapshot ${id} may be the one that is meant, and it cannot be read: ${error.message}`,
        why: `It was read twice, and no S3 version of it has the right bytes${(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error) === 'newer' ? ' for this version of Holdfast' : ''}. An older snapshot does not take its place unasked.`,
        fix: `Run again. \`holdfast repair\` shows what can be put back. To take the next older one: allow-older, or its id (mode list shows them). If it never was a good one: \`holdfast mark --mark quarantine --version ${id}\`.`,
        cause: error,
    });
}
class Search {
    store;
    series;
    options;
    /** All marks of the series, once they were needed. */
    allMarks;
    constructor(store, series, options) {
        this.store = store;
        this.series = series;
        this.options = options;
        this.allMarks = options.marks && Promise.resolve(options.marks);
    }
    async find(selector) {
        switch (selector.kind) {
            case 'latest':
                return this.newest(() => true, { back: selector.back });
            case 'tag':
                return this.newest(await this.isLabelled(selector.value));
            case 'sha':
                return this.newest(({ header }) => isCommit(header, selector.value));
            case 'ref':
                return this.newest(({ header }) => isRef(header, selector.value));
            case 'run':
                return this.newest(({ header }) => header.context['runId'] === selector.value);
            case 'before':
                return this.newest(() => true, { before: selector.time });
            case 'id':
                return this.byId(await this.idsAtStart(selector.id), selector.id);
            case 's3':
                return this.byVersion(selector.versionId);
            case 'any':
                return this.byAnything(selector.text);
        }
    }
    /**
     * Labelled when it was made, or later by a mark. The newest match counts, so that late labels have to be known even
     * where a snapshot was made with this one: a LIST of the marks, and a GET for each that is a label.
     */
    async isLabelled(label) {
        const { signal } = this.options;
        this.allMarks ??= (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(this.store, this.series, { signal });
        const labels = (await this.allMarks).filter(({ kind }) => kind === 'label');
        const late = await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .readMarkFacts */ .nu)(this.store, labels, signal);
        return ({ id, header }) => header.labels.includes(label) || late.get(id)?.labels.includes(label) === true;
    }
    async newest(matches, place = {}) {
        return (await this.newestOfEach([matches], place))[0];
    }
    /** For each condition the newest eligible snapshot that meets it, or the one `back` steps before it; in one walk. */
    async newestOfEach(conditions, { back = 0, before } = {}) {
        const left = conditions.map(() => back);
        const hits = conditions.map(() => undefined);
        let partial = 0;
        let readable = 0;
        let unseen;
        const unread = [];
        for await (const found of this.headers(before)) {
            if ('error' in found) {
                if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(found.error))
                    unseen ??= found.error;
                // Without the key nobody knows which one is meant, and an older one does not take its place.
                if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(found.error) === 'sealed' && this.options.onPassedOver === undefined)
                    throw found.error;
                const verdict = await this.judge(found.info, found.error);
                if (verdict === 'older')
                    unread.push(found);
                if (verdict === 'meant') {
                    // It counts as one step back, whatever it is.
                    if (left.some((count) => count === 0))
                        throw newestUnreadable(found.info, found.error);
                    left.forEach((count, i) => (left[i] = count - 1));
                }
                continue;
            }
            readable++;
            const { header, ...info } = found;
            const met = conditions.flatMap((matches, i) => (hits[i] === undefined && matches(found) ? [i] : []));
            if (met.length === 0)
                continue;
            if (this.options.allowPartial !== true && !isComplete(header, this.options.isNeeded)) {
                partial++;
                continue;
            }
            for (const i of met) {
                if (left[i] > 0)
                    left[i] = left[i] - 1;
                else
                    hits[i] = { info, header, explicit: false };
            }
            if (hits.every((hit) => hit !== undefined))
                break;
        }
        if (readable === 0 && unseen !== undefined)
            throw unseen;
        if (readable === 0 && unread.length > 0)
            throw onlyUnreadable(unread);
        for (const each of unread)
            this.options.onUnread?.(each);
        if (partial > 0)
            this.sayPassedOver(partial);
        return hits;
    }
    /**
     * Whether an older snapshot may be picked in place of one that cannot be read. What was lost or damaged, and what a newer
     * version wrote, could be the one that is meant, so that the user has to say so: then it is passed over as `older`. What
     * is archived or forbidden is as it was made to be, and what never was a snapshot is none: these are passed over as `none`.
     */
    async judge(info, error) {
        const { allowOlder, onPassedOver, emit, signal } = this.options;
        if (onPassedOver !== undefined) {
            onPassedOver(info, error);
            return 'none';
        }
        const kind = (0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error);
        const isNone = kind === 'archived' ||
            kind === 'forbidden' ||
            kind === 'foreign' ||
            (kind === 'lost' && (await isGone(this.store, info, signal))) ||
            (await (0,_root_reader_js__WEBPACK_IMPORTED_MODULE_6__/* .isForged */ .OI)(this.store, info, error, signal));
        if (!isNone && allowOlder !== true)
            return 'meant';
        emit?.({
            type: 'warning',
            class: 'unreadable-snapshot',
            message: `Passed over snapshot ${info.id}: ${error.message}`,
            fix: `\`holdfast repair\` looks for what can be put back; \`holdfast mark --mark quarantine --version ${info.id}\` sets it aside.`,
        });
        return isNone ? 'none' : 'older';
    }
    sayPassedOver(partial) {
        this.options.emit?.({
            type: 'notice',
            class: 'partial-passed-over',
            message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(partial, 'partial snapshot was', 'partial snapshots were')} passed over.`,
            fix: 'To use one, name its id, or set allow-partial.',
        });
    }
    /** Headers of all snapshots with a trusted time that are not in quarantine, newest first. */
    async *headers(before) {
        const { now, signal } = this.options;
        const end = before !== undefined && before < now ? before : now;
        for await (const infos of (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotWindows */ .m3)(this.store, this.series, end, { signal })) {
            const quarantined = await this.quarantined(infos);
            const meant = infos.filter((info) => !quarantined.has(info.id) && (before === undefined || isBefore(info, before)));
            for (const info of meant)
                if (!info.timeTrusted)
                    this.options.onPassedOver?.(info, 'untrusted-time');
            yield* (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .readHeaders */ .jB)(this.store, meant.filter(({ timeTrusted }) => timeTrusted), signal);
        }
    }
    /** A LIST of the marks that are as new as these snapshots, given newest first. */
    async quarantined(infos) {
        const from = infos.at(-1)?.id;
        const { signal, emit } = this.options;
        const marks = await (this.allMarks ?? (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(this.store, this.series, { from, signal }));
        const found = (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .quarantinedIds */ .J5)(marks);
        const passedOver = infos.filter(({ id }) => found.has(id));
        for (const { id } of passedOver) {
            emit?.({
                type: 'notice',
                class: 'quarantine-passed-over',
                message: `Snapshot ${id} is in quarantine: only its id or S3 version picks it.`,
            });
        }
        return found;
    }
    /** One request as a rule: the time comes first in an id, so that its start is the start of a key. */
    async idsAtStart(start) {
        const found = [];
        const { signal } = this.options;
        for await (const page of this.store.list((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootsPrefix */ .qR)(this.series) + start, { signal })) {
            for (const object of page.objects) {
                const info = (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotInfo */ .bX)(object);
                if (info?.series === this.series)
                    found.push(info);
            }
        }
        return found;
    }
    async byId(infos, text) {
        const [info] = infos;
        if (info === undefined)
            return undefined;
        if (infos.length > 1) {
            throw ambiguous(text, infos.map(({ id }) => `id ${id}`));
        }
        return { info, header: (await (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .readHeader */ .ay)(this.store, info, this.options.signal)).header, explicit: true };
    }
    /** Finds deleted and overwritten roots too: that is what this selector is for. */
    async byVersion(versionId) {
        const { signal } = this.options;
        for await (const version of (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .listedVersions */ .f3)(this.store, (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootsPrefix */ .qR)(this.series), { signal })) {
            if (version.versionId !== versionId || version.isDeleteMarker)
                continue;
            const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRootKey */ .tv)(version.key);
            if (key === undefined)
                continue;
            const { body } = await this.store.get(version.key, { versionId, signal });
            const info = {
                ...key,
                utc: (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .timeOfId */ .I9)(key.id),
                sizeBytes: version.sizeBytes,
                lastModified: version.lastModified,
                timeTrusted: true,
                readmitted: false,
            };
            return { info, header: (0,_format_root_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeRoot */ .HK)(key, body, { keys: (0,_seal_keyed_store_js__WEBPACK_IMPORTED_MODULE_9__/* .keysOf */ .Y)(this.store) }).header, explicit: true, versionId };
        }
        return undefined;
    }
    /**
     * A value without a prefix. That it fits one kind only can be told from all headers alone, so this reads them all; the
     * prefixes, and ids in full, are there to spare that.
     */
    async byAnything(text) {
        const ids = text.length < _format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .ID_START_CHARS */ .FW ? [] : await this.idsLike(text);
        if (ids.length > 1)
            return this.byId(ids, text);
        const isOfCommit = ({ header }) => isCommit(header, text);
        const kinds = [await this.isLabelled(text), ...(COMMIT.test(text) ? [isOfCommit] : [])];
        const [label, commit] = await this.newestOfEach(kinds);
        const candidates = [
            ...ids.map(({ id }) => ({ id, is: `id ${id}` })),
            ...(label === undefined ? [] : [{ id: label.info.id, is: `label of ${label.info.id} (tag:${text})` }]),
            ...(commit === undefined ? [] : [{ id: commit.info.id, is: `commit of ${commit.info.id} (sha:${text})` }]),
        ];
        if (new Set(candidates.map(({ id }) => id)).size > 1) {
            throw ambiguous(text, candidates.map(({ is }) => is));
        }
        return ids.length > 0 ? this.byId(ids, text) : (label ?? commit);
    }
    /** Snapshots whose id, or whose second half of it, starts with the text. */
    async idsLike(text) {
        if (/^\d{6}/.test(text) && !/^[0-9a-f]+$/.test(text))
            return this.idsAtStart(text);
        if (!/^[0-9a-f]+$/.test(text))
            return [];
        const all = await (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .listSnapshots */ .Cb)(this.store, this.series, undefined, this.options.signal);
        return all.filter(({ id }) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdStart */ .cB)(text, id));
    }
}
function ambiguous(text, candidates) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'ambiguous-selector',
        message: `The version ${JSON.stringify(text)} fits more than one: ${candidates.slice(0, 10).join('; ')}${candidates.length > 10 ? `; and ${String(candidates.length - 10)} more` : ''}.`,
        fix: 'Write the id in full, or name the kind (tag:, sha:).',
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
    });
}


/***/ }),

/***/ 56572:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ loadSections),
/* harmony export */   Bu: () => (/* binding */ repositoryIdOf),
/* harmony export */   Cb: () => (/* binding */ listSnapshots),
/* harmony export */   Mi: () => (/* binding */ readRoots),
/* harmony export */   _y: () => (/* binding */ listSeries),
/* harmony export */   ay: () => (/* binding */ readHeader),
/* harmony export */   bX: () => (/* binding */ snapshotInfo),
/* harmony export */   hW: () => (/* binding */ isTrustedTime),
/* harmony export */   jB: () => (/* binding */ readHeaders),
/* harmony export */   m3: () => (/* binding */ snapshotWindows),
/* harmony export */   q8: () => (/* binding */ newestSnapshots)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80569);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58232);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37359);
/* harmony import */ var _format_sections_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5100);
/* harmony import */ var _root_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7269);
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(93310);
/** Lists the snapshots of a vault, and loads their tables. */










function snapshotInfo(object) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .parseRootKey */ .tv)(object.key);
    if (key === undefined)
        return undefined;
    const utc = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .timeOfId */ .I9)(key.id);
    const { sizeBytes, lastModified } = object;
    return { ...key, utc, sizeBytes, lastModified, timeTrusted: isTrustedTime(utc, lastModified), readmitted: false };
}
/** Whether S3's LastModified of a root vouches for the time in its name (docs/format.md, after the rules). */
function isTrustedTime(utc, lastModified) {
    const ageSeconds = (lastModified.getTime() - utc.getTime()) / 1000;
    return ageSeconds >= -_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.clockSkewSeconds && ageSeconds <= _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.backupMaxSeconds;
}
const DAY_MS = 24 * 3600 * 1000;
/** How far back the newest snapshots are looked for before all are listed. */
const WINDOWS_DAYS = [4, 90];
/**
 * The newest snapshots of a series, newest first: at least `wanted` of them if there are as many. Looks at a window that
 * widens into the past, since S3 lists from the oldest on.
 */
async function newestSnapshots(store, series, wanted, now, signal) {
    for (const days of WINDOWS_DAYS) {
        const found = await listSnapshots(store, series, new Date(now.getTime() - days * DAY_MS), signal);
        if (found.length >= wanted)
            return found;
    }
    return listSnapshots(store, series, undefined, signal);
}
/**
 * All snapshots of a series, newest first, in as many batches as windows of `newestSnapshots` are needed: whoever finds what
 * he looks for in the first one lists no more.
 *
 * @param first the newest ones, if they were listed already
 */
async function* snapshotWindows(store, series, now, { first, signal, }) {
    let seen = 0;
    let oldest;
    for (let infos = first;; infos = undefined) {
        infos ??= await newestSnapshots(store, series, seen + 1, now, signal);
        const known = oldest;
        const fresh = infos.filter(({ id }) => known === undefined || id < known);
        if (fresh.length === 0 && (known !== undefined || infos.length === 0))
            return;
        yield fresh;
        seen = infos.length;
        oldest = fresh.at(-1)?.id;
    }
}
/** Snapshots of a series since a time (all without), newest first. */
async function listSnapshots(store, series, since, signal) {
    const prefix = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .rootsPrefix */ .qR)(series);
    const startAfter = since === undefined ? undefined : prefix + (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .formatUtc */ .ay)(since);
    const found = [];
    for await (const page of store.list(prefix, {
        ...(startAfter !== undefined && { startAfter }),
        signal,
    })) {
        for (const object of page.objects) {
            const info = snapshotInfo(object);
            if (info?.series === series)
                found.push(info);
        }
    }
    return trustReadmitted(store, series, found.reverse(), signal);
}
/**
 * A root that was put back, or copied with its vault, has a time that S3 cannot vouch for; a `readmitted` mark does, which
 * the role of a backup cannot write. Looked for only where such a root is.
 */
async function trustReadmitted(store, series, infos, signal) {
    if (infos.every(({ timeTrusted }) => timeTrusted))
        return infos;
    const marks = await (0,_marks_js__WEBPACK_IMPORTED_MODULE_6__/* .listMarks */ .rD)(store, series, { signal });
    const readmitted = new Set(marks.filter(({ kind }) => kind === 'readmitted').map(({ id }) => id));
    return infos.map((info) => (readmitted.has(info.id) ? { ...info, timeTrusted: true, readmitted: true } : info));
}
/** Series of the vault, in key order, each with how many snapshots it has. */
async function listSeries(store, signal) {
    const found = new Map();
    for await (const page of store.list('v1/roots/', { signal })) {
        for (const object of page.objects) {
            const info = snapshotInfo(object);
            if (info === undefined)
                continue;
            found.set(info.series, { snapshots: (found.get(info.series)?.snapshots ?? 0) + 1, newest: info });
        }
    }
    return [...found].map(([series, rest]) => ({ series, ...rest }));
}
/** One request as a rule. */
async function readHeader(store, info, signal) {
    return { ...info, header: await (0,_root_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .readRootHeader */ .Sg)(store, info, { signal }) };
}
const READS_IN_FLIGHT = 16;
/** Of roots that are read at once, by what LIST says of their sizes: anybody's may be as large as a root can be. */
const BYTES_IN_FLIGHT = _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootMaxBytes;
/** Headers in the given order; an unreadable one is given as its error, for the caller to show. */
function readHeaders(store, infos, signal) {
    return readAhead(infos, (info) => readHeader(store, info, signal), 0);
}
/** Whole roots in the given order, in the same way. */
function readRoots(infos, read) {
    return readAhead(infos, async (info) => ({ root: await read(info) }), BYTES_IN_FLIGHT);
}
/** @param maxBytes in flight, but for a single one; 0: no matter */
async function* readAhead(infos, read, maxBytes) {
    const reading = [];
    let bytes = 0;
    let next = 0;
    const mayStart = ({ sizeBytes }) => reading.length === 0 || maxBytes === 0 || bytes + sizeBytes <= maxBytes;
    // Starts with one, for the caller who takes only the first, and doubles from there.
    let window = 1;
    while (next < infos.length || reading.length > 0) {
        while (reading.length < window && next < infos.length && mayStart(infos[next])) {
            const info = infos[next++];
            bytes += info.sizeBytes;
            const done = read(info).catch((error) => {
                if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_4__/* .isUnreadable */ .GZ)(error))
                    return { info, error };
                throw error;
            });
            reading.push({ sizeBytes: info.sizeBytes, done: (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitedLater */ .kW)(done) });
        }
        const { sizeBytes, done } = reading.shift();
        yield await done;
        bytes -= sizeBytes;
        window = Math.min(window * 2, READS_IN_FLIGHT);
    }
}
/** Fetches sections of a root: one range a part. Blocks are checked against their hashes. */
async function loadSections(root, names, blobs, signal) {
    const blocks = new Set(names.flatMap((name) => root.sections[name].flat().map(({ block }) => block)));
    const decoded = new DecodedBlocks(`A block of snapshot ${root.id}`);
    const stored = new Map();
    const inParts = [];
    for (const block of blocks) {
        if ((0,_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .isInline */ .mO)(block))
            stored.set(block, block.stored);
        else
            inParts.push(block);
    }
    await Promise.all([...Map.groupBy(inParts, ({ key }) => key)].map(async ([key, wanted]) => {
        const start = Math.min(...wanted.map(({ offset }) => offset));
        const end = Math.max(...wanted.map(({ offset, storedBytes }) => offset + storedBytes));
        const check = (body) => {
            for (const block of wanted) {
                const at = block.offset - start;
                const bytes = body.subarray(at, at + block.storedBytes);
                (0,_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .checkBlockHash */ .wB)(block, bytes);
                stored.set(block, blobs.openBlock(key, bytes));
            }
        };
        await blobs.read(key, start, end - start, check, signal);
    }));
    const load = (ref) => {
        const { rows, block, start, rawBytes } = ref;
        const bytes = stored.get(block);
        return {
            rows,
            rawBytes,
            storedBytes: Math.ceil((bytes.length * rawBytes) / Math.max(1, block.rawBytes)),
            raw: () => decoded.of(bytes, block.rawBytes).subarray(start, start + rawBytes),
            ref,
        };
    };
    return Object.fromEntries(names.map((name) => [name, root.sections[name].map((level) => level.map(load))]));
}
/** Of a table that is read in order, the block at hand; and one more, since levels are read side by side. */
const DECODED_KEPT = 2;
/**
 * Blocks decoded when they are asked for, the last ones kept: several segments are cut from each. A WeakRef would not do,
 * since whatever it gives out stays until the loop over a whole table ends.
 */
class DecodedBlocks {
    what;
    kept = [];
    constructor(what) {
        this.what = what;
    }
    of(stored, rawBytes) {
        const found = this.kept.find((block) => block.stored === stored);
        const block = found ?? { stored, raw: (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_9__/* .decompressSync */ .Rq)(stored, rawBytes, this.what) };
        this.kept = [block, ...this.kept.filter((other) => other !== block)].slice(0, DECODED_KEPT);
        return block.raw;
    }
}
/**
 * Which repository a snapshot is of: the id that GitHub gave it, in decimal; undefined where the snapshot does not say. Files are
 * those of the repository whose workflow stored them; any other source names its repository in its definition, since a workflow
 * may back up another one than its own.
 */
function repositoryIdOf({ source, context }) {
    const { kind, definition } = source;
    const id = kind === 'files' ? context['repositoryId'] : definition['repositoryId'];
    return typeof id === 'string' && id !== '' ? id : undefined;
}


/***/ }),

/***/ 9357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EJ: () => (/* binding */ readRecentStates),
/* harmony export */   Jq: () => (/* binding */ writeState),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58232);
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93310);
/** What a mode notes in the vault for its next run. */





const STATE_ZSTD_LEVEL = 6;
/**
 * What a mode noted for its next run (verify's cursor, audit's baseline, the roots that prune has seen): the newest
 * document, or undefined before the first. Written by that mode's role alone, and never a proof that an object lives.
 * @throws corrupt-state
 */
async function readState(store, mode, schema, signal) {
    const newest = (await stateKeys(store, mode, signal)).at(-1);
    return newest === undefined ? undefined : readDocument(store, mode, newest, schema, signal);
}
/**
 * The newest document, and those that were written so shortly before it that its writer may not have read them. Of the
 * older ones only a part is wanted; damaged ones are left out.
 * @throws corrupt-state for the newest
 */
async function readRecentStates(store, mode, { newest: schema, older }, spanSeconds, signal) {
    const keys = await stateKeys(store, mode, signal);
    const newest = keys.pop();
    if (newest === undefined)
        return { newest, older: [] };
    const since = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .timeOfStamp */ .YN)(newest.slice((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode).length)).getTime() - spanSeconds * 1000;
    const first = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode) + (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUtc */ .ay)(new Date(since));
    const document = await readDocument(store, mode, newest, schema, signal);
    const found = [];
    for (const key of keys.filter((name) => name >= first)) {
        try {
            found.push(await readDocument(store, mode, key, older, signal));
        }
        catch (error) {
            if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-state'))
                throw error;
        }
    }
    return { newest: document, older: found };
}
/** The oldest first. */
async function stateKeys(store, mode, signal) {
    const found = [];
    for await (const { objects } of store.list((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode), { signal }))
        found.push(...objects.map(({ key }) => key).filter((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStateKey */ .SY)(key) === mode));
    return found;
}
async function readDocument(store, mode, key, schema, signal) {
    const { body } = await store.get(key, { signal });
    try {
        const raw = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .decompressUpTo */ .IQ)(body, _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.stateMaxBytes, key);
        return valibot__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qgA(schema, JSON.parse(raw.toString('utf8')));
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'corrupt-state',
            message: `${key}, where mode ${mode} keeps what it saw in its last run, is damaged.`,
            fix: 'Delete this one object: the next run begins afresh.',
            cause,
        });
    }
}
/** @param utc S3's clock */
async function writeState(store, mode, utc, document, signal) {
    const body = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .compressSync */ .oS)(Buffer.from(JSON.stringify(document)), STATE_ZSTD_LEVEL);
    await store.putNew((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .stateKey */ .bP)(mode, utc), body, { signal });
}


/***/ }),

/***/ 46188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WG: () => (/* binding */ versionsByKey),
/* harmony export */   Y9: () => (/* binding */ withBytes),
/* harmony export */   _M: () => (/* binding */ collectVersions),
/* harmony export */   cx: () => (/* binding */ versionsOfKey),
/* harmony export */   f3: () => (/* binding */ listedVersions)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** S3 versions by key: every listing of them goes through here. */

/** The one that S3 calls the latest, then by the time that S3 gives. */
function newestFirst(a, b) {
    return Number(b.isLatest) - Number(a.isLatest) || b.lastModified.getTime() - a.lastModified.getTime();
}
function withBytes(versions) {
    return versions.filter(({ isDeleteMarker }) => !isDeleteMarker);
}
/** Row by row as they are listed, for those who can stop early. */
async function* listedVersions(store, prefix, options = {}) {
    for await (const page of store.listVersions(prefix, listing(options)))
        yield* page;
}
/** Rows of one key, as they are listed: where a later page fails, those before it have come. One request as a rule. */
async function* versionsOfKey(store, key, signal) {
    for await (const version of listedVersions(store, key, { signal }))
        if (version.key === key)
            yield version;
}
/**
 * All keys under a prefix, in batches of about a page; no more than a page is in memory. One request a thousand rows.
 *
 * @throws bad-s3-answer if the rows of a key come in places that do not adjoin: part of them would look like all
 */
async function* versionsByKey(store, prefix, options = {}) {
    const order = new OrderCheck();
    let open = new Map();
    for await (const page of store.listVersions(prefix, listing(options))) {
        for (const version of page)
            append(open, version);
        const unfinished = new Set([false, true].map((isMarker) => page.findLast(({ isDeleteMarker }) => isDeleteMarker === isMarker)?.key));
        const [whole, rest] = split(open, (key) => !unfinished.has(key));
        open = rest;
        yield order.checked(whole);
    }
    yield order.checked(open);
}
/** Finds keys of which some rows came before: these lack the latest, and come behind where S3's order has them. */
class OrderCheck {
    last = '';
    /** @throws bad-s3-answer */
    checked(batch) {
        const before = this.last;
        return Array.from(batch, ([key, versions]) => {
            if (key <= before && !versions.some(({ isLatest }) => isLatest))
                throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                    code: 'bad-s3-answer',
                    message: `The S3 server lists the S3 versions of ${key} in places that do not adjoin.`,
                    fix: 'Check that `endpoint-url` is an S3 server that lists S3 versions in the order of keys.',
                });
            if (key > this.last)
                this.last = key;
            return { key, versions: versions.sort(newestFirst) };
        });
    }
}
/** Adds all keys under some prefixes to an inventory, in whatever order they are listed. One request a thousand rows. */
async function collectVersions(inventory, store, prefixes, options = {}) {
    for (const prefix of prefixes) {
        const several = new Set();
        for await (const page of store.listVersions(prefix, listing(options))) {
            for (const version of page) {
                const versions = append(inventory, version);
                if (versions.length > 1)
                    several.add(versions);
            }
        }
        for (const versions of several)
            versions.sort(newestFirst);
    }
}
function listing({ startAfter, signal }) {
    return { ...(startAfter !== undefined && { startAfter }), signal };
}
function append(rows, version) {
    const known = rows.get(version.key);
    if (known === undefined) {
        const versions = [version];
        rows.set(version.key, versions);
        return versions;
    }
    known.push(version);
    return known;
}
function split(all, isFirst) {
    const [first, rest] = [new Map(), new Map()];
    for (const [key, value] of all)
        (isFirst(key) ? first : rest).set(key, value);
    return [first, rest];
}


/***/ }),

/***/ 68863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ BLOB_HEAD_BYTES),
/* harmony export */   Up: () => (/* binding */ sealedBytes),
/* harmony export */   Ur: () => (/* binding */ openHeader),
/* harmony export */   Ym: () => (/* binding */ openBlob),
/* harmony export */   gq: () => (/* binding */ plainBytes),
/* harmony export */   vM: () => (/* binding */ sealBlob),
/* harmony export */   vc: () => (/* binding */ storedRange)
/* harmony export */ });
/* unused harmony export BlobOpener */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _age_header_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12545);
/* harmony import */ var _x25519_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23436);
/** Sealed blobs: age files for one X25519 key, sealed whole, opened whole or by ranges. */




/**
 * The header and a nonce, then chunks of 65,536 bytes, each with a tag of 16; the last one is shorter, or full, and has a
 * flag in its nonce. Only an empty blob has an empty chunk. So the length of a blob tells that of its content, and which
 * chunk is the last: https://c2sp.org/age
 */
const NONCE_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK_BYTES = 65_536;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
/** What stands before the first chunk: an opener needs these bytes of a blob. */
const BLOB_HEAD_BYTES = _age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADER_BYTES */ .q2 + NONCE_BYTES;
/** How long the blob of a content is. */
function sealedBytes(plainLength) {
    return BLOB_HEAD_BYTES + plainLength + TAG_BYTES * chunksOf(plainLength);
}
/** How long the content of a blob is. @throws corrupt-seal if no blob has this length */
function plainBytes(sealedLength, what) {
    const chunks = Math.ceil((sealedLength - BLOB_HEAD_BYTES) / SEALED_CHUNK_BYTES);
    const length = sealedLength - BLOB_HEAD_BYTES - TAG_BYTES * chunks;
    if (chunks < 1 || length < 0 || chunksOf(length) !== chunks)
        throw corrupt(what, `no sealed object has ${String(sealedLength)} bytes`);
    return length;
}
function chunksOf(plainLength) {
    return Math.max(1, Math.ceil(plainLength / CHUNK_BYTES));
}
/** The blob of a content: random file key, nonce and ephemeral key. @throws Error if the check fails */
function sealBlob(plain, recipient, options = {}) {
    const length = sealedBytes(plain.length);
    const blob = (options.into ?? Buffer.allocUnsafeSlow(length)).subarray(0, length);
    if (blob.length !== length)
        throw new RangeError(`A blob of ${String(length)} bytes needs a buffer as long`);
    const fileKey = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(_age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .FILE_KEY_BYTES */ .Bh);
    writeHeader(blob, fileKey, recipient);
    (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(NONCE_BYTES).copy(blob, _age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADER_BYTES */ .q2);
    const payloadKey = payloadKeyOf(fileKey, blob);
    for (let chunk = 0; chunk < chunksOf(plain.length); chunk++)
        sealChunk(payloadKey, chunk, plain, blob);
    checkBlob(blob, plain, payloadKeyOf(fileKey, blob), options.check);
    return blob;
}
function payloadKeyOf(fileKey, head) {
    return (0,_age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .deriveKey */ .Hz)(fileKey, head.subarray(_age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADER_BYTES */ .q2, BLOB_HEAD_BYTES), 'payload');
}
/** Only the recipient can open the stanza, so it is made twice: a wrong one would be noticed by nobody until then. */
function writeHeader(blob, fileKey, recipient) {
    const ephemeral = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32);
    (0,_age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .makeHeader */ ._v)(fileKey, new _x25519_js__WEBPACK_IMPORTED_MODULE_3__/* .Identity */ .l(ephemeral), recipient).copy(blob);
    if (!(0,_age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .makeHeader */ ._v)(fileKey, new _x25519_js__WEBPACK_IMPORTED_MODULE_3__/* .Identity */ .l(ephemeral), recipient).equals(blob.subarray(0, _age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADER_BYTES */ .q2)))
        throw new Error('Two headers that were made of the same keys differ: the memory of this machine is not reliable.');
}
function sealChunk(key, chunk, plain, blob) {
    const from = chunk * CHUNK_BYTES;
    const to = Math.min(from + CHUNK_BYTES, plain.length);
    const start = BLOB_HEAD_BYTES + chunk * SEALED_CHUNK_BYTES;
    const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createCipheriv)('chacha20-poly1305', key, chunkNonce(chunk, to === plain.length), {
        authTagLength: TAG_BYTES,
    });
    moveTo(blob, start, cipher.update(plain.subarray(from, to)));
    cipher.final();
    cipher.getAuthTag().copy(blob, start + to - from);
}
/**
 * Copies what a cipher gave, and frees it at once: left to the garbage collector, the many pieces cost as much time as the
 * cipher takes.
 */
function moveTo(target, at, piece, from = 0, to = piece.length) {
    piece.copy(target, at, from, to);
    if (piece.length === piece.buffer.byteLength)
        piece.buffer.transfer(0);
}
function checkBlob(blob, plain, payloadKey, check = 'all') {
    const opener = new BlobOpener(payloadKey, plain.length, 'What was just sealed');
    const chunks = chunksOf(plain.length);
    for (let chunk = 0; chunk < chunks; chunk++) {
        if (check === 'ends' && chunk > 0 && chunk < chunks - 1)
            continue;
        const from = chunk * CHUNK_BYTES;
        const to = Math.min(from + CHUNK_BYTES, plain.length);
        const { start, end } = storedRange(from, to, plain.length);
        if (!opener.openRange(blob.subarray(start, end), from, to).equals(plain.subarray(from, to)))
            throw new Error('What was just sealed opens as something else: the memory of this machine is not reliable.');
    }
}
/** The whole content of a blob. @throws corrupt-seal, with `what` as its subject */
function openBlob(blob, identity, what) {
    const opener = openHeader(blob.subarray(0, BLOB_HEAD_BYTES), blob.length, identity, what);
    return opener.openRange(blob.subarray(BLOB_HEAD_BYTES), 0, opener.plainLength);
}
/**
 * Opens the head of a blob, for ranges of it.
 * @param head the first `BLOB_HEAD_BYTES` of the blob
 * @throws corrupt-seal if it is not sealed to this identity, or damaged
 */
function openHeader(head, sealedLength, identity, what) {
    const plainLength = plainBytes(sealedLength, what);
    try {
        const fileKey = (0,_age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .readHeader */ .ay)(head.subarray(0, _age_header_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADER_BYTES */ .q2), identity);
        return new BlobOpener(payloadKeyOf(fileKey, head), plainLength, what);
    }
    catch (error) {
        throw corrupt(what, (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), error);
    }
}
/** Which bytes of a blob hold the bytes from `from` up to `to` of its content, in whole chunks. */
function storedRange(from, to, plainLength) {
    if (from < 0 || to < from || to > plainLength)
        throw new RangeError(`No bytes ${String(from)} to ${String(to)} in ${String(plainLength)}`);
    const first = Math.min(Math.floor(from / CHUNK_BYTES), chunksOf(plainLength) - 1);
    const end = Math.max(first + 1, Math.ceil(to / CHUNK_BYTES));
    return {
        start: BLOB_HEAD_BYTES + first * SEALED_CHUNK_BYTES,
        end: Math.min(BLOB_HEAD_BYTES + end * SEALED_CHUNK_BYTES, sealedBytes(plainLength)),
    };
}
/** Opens ranges of one blob. */
class BlobOpener {
    /** Of this blob alone: whoever has it can read this blob, and no other. */
    payloadKey;
    /** How long the content is. */
    plainLength;
    #what;
    /** @param what the subject of errors: `The pack v1/packs/...` */
    constructor(payloadKey, plainLength, what) {
        this.payloadKey = payloadKey;
        this.plainLength = plainLength;
        this.#what = what;
    }
    /**
     * The bytes from `from` up to `to` of the content.
     * @param stored the bytes of the blob that `storedRange(from, to)` says, all of them
     * @throws corrupt-seal if a chunk is not what was sealed at this place
     */
    openRange(stored, from, to) {
        return this.#openInto(Buffer.allocUnsafe(to - from), stored, from, to);
    }
    /** The same in the memory of `stored`, whose bytes are lost. */
    openInPlace(stored, from, to) {
        return this.#openInto(stored.subarray(0, to - from), stored, from, to);
    }
    /** @param plain may begin where `stored` does: each chunk goes before those that are still sealed */
    #openInto(plain, stored, from, to) {
        const { start, end } = storedRange(from, to, this.plainLength);
        if (stored.length !== end - start)
            throw corrupt(this.#what, `${String(end - start)} bytes were expected, ${String(stored.length)} are there`);
        for (let at = 0; at < stored.length; at += SEALED_CHUNK_BYTES) {
            const chunk = (start - BLOB_HEAD_BYTES + at) / SEALED_CHUNK_BYTES;
            const opened = this.#openChunk(stored.subarray(at, at + SEALED_CHUNK_BYTES), chunk);
            const begins = chunk * CHUNK_BYTES;
            moveTo(plain, Math.max(0, begins - from), opened, Math.max(0, from - begins), to - begins);
        }
        return plain;
    }
    #openChunk(stored, chunk) {
        const nonce = chunkNonce(chunk, chunk === chunksOf(this.plainLength) - 1);
        const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createDecipheriv)('chacha20-poly1305', this.payloadKey, nonce, { authTagLength: TAG_BYTES });
        decipher.setAuthTag(stored.subarray(-TAG_BYTES));
        const plain = decipher.update(stored.subarray(0, -TAG_BYTES));
        try {
            decipher.final();
        }
        catch (error) {
            throw corrupt(this.#what, `chunk ${String(chunk)} is not what was sealed`, error);
        }
        return plain;
    }
}
/** 11 bytes of counter, big endian, and 1 in the last chunk. */
function chunkNonce(chunk, isLast) {
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(chunk, 5, 6);
    nonce[11] = isLast ? 1 : 0;
    return nonce;
}
function corrupt(what, detail, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-seal', message: `${what} cannot be opened: ${detail}.`, cause });
}


/***/ }),

/***/ 12545:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bh: () => (/* binding */ FILE_KEY_BYTES),
/* harmony export */   Hz: () => (/* binding */ deriveKey),
/* harmony export */   _v: () => (/* binding */ makeHeader),
/* harmony export */   ay: () => (/* binding */ readHeader),
/* harmony export */   q2: () => (/* binding */ HEADER_BYTES)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _x25519_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23436);
/** The header of an age file with exactly one X25519 stanza: https://c2sp.org/age */


/** All headers of this kind have this length. */
const HEADER_BYTES = 168;
const FILE_KEY_BYTES = 16;
/** What the header's HMAC covers: all up to `---`. */
const MAC_COVERS_BYTES = HEADER_BYTES - 45;
const HEADER = /^age-encryption\.org\/v1\n-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n$/;
const TAG_BYTES = 16;
/** Each wrapping key is used once. */
const ZERO_NONCE = Buffer.alloc(12);
const NO_BYTES = Buffer.alloc(0);
/** The same arguments give the same bytes. */
function makeHeader(fileKey, ephemeral, recipient) {
    const share = ephemeral.recipient.bytes;
    const wrapping = wrappingKey(ephemeral.agreeWith(recipient), share, recipient.bytes);
    const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createCipheriv)('chacha20-poly1305', wrapping, ZERO_NONCE, { authTagLength: TAG_BYTES });
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
    const covered = `age-encryption.org/v1\n-> X25519 ${encode(share)}\n${encode(body)}\n---`;
    return Buffer.from(`${covered} ${encode(headerMac(fileKey, covered))}\n`, 'latin1');
}
/** The file key. @throws Error, with the reason, if these bytes are no such header or not for this identity */
function readHeader(header, identity) {
    const bytes = Buffer.from(header.buffer, header.byteOffset, header.length);
    const [share, body, mac] = (HEADER.exec(bytes.toString('latin1')) ?? []).slice(1).map(decode);
    if (share === undefined || body === undefined || mac === undefined)
        throw new Error('it does not begin with the header of an age file for one X25519 key');
    const fileKey = unwrap(body, share, identity);
    if (!(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(mac, headerMac(fileKey, bytes.subarray(0, MAC_COVERS_BYTES))))
        throw new Error('the HMAC of its header is wrong');
    return fileKey;
}
function unwrap(body, share, identity) {
    try {
        const wrapping = wrappingKey(identity.agreeWith(new _x25519_js__WEBPACK_IMPORTED_MODULE_1__/* .Recipient */ .e(share)), share, identity.recipient.bytes);
        const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createDecipheriv)('chacha20-poly1305', wrapping, ZERO_NONCE, { authTagLength: TAG_BYTES });
        decipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
        return Buffer.concat([decipher.update(body.subarray(0, FILE_KEY_BYTES)), decipher.final()]);
    }
    catch (error) {
        throw new Error('it is not sealed to this key', { cause: error });
    }
}
function wrappingKey(shared, share, recipient) {
    return deriveKey(shared, Buffer.concat([share, recipient]), 'age-encryption.org/v1/X25519');
}
function headerMac(fileKey, covered) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', deriveKey(fileKey, NO_BYTES, 'header'))
        .update(covered)
        .digest();
}
/** HKDF-SHA256 to 32 bytes. */
function deriveKey(secret, salt, info) {
    return Buffer.from((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hkdfSync)('sha256', secret, salt, info, 32));
}
function encode(bytes) {
    return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
/** undefined if the bits that a text of 43 characters has beyond 32 bytes are not zero: other texts of the same bytes. */
function decode(text) {
    const bytes = Buffer.from(text, 'base64');
    return encode(bytes) === text ? bytes : undefined;
}


/***/ }),

/***/ 61110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ keysOf),
/* harmony export */   j: () => (/* binding */ withKeys)
/* harmony export */ });
function withKeys(store, vaultKeys) {
    return { ...store, vaultKeys };
}
function keysOf(store) {
    return store.vaultKeys;
}


/***/ }),

/***/ 5978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ay: () => (/* binding */ formatIdentityFile),
/* harmony export */   Fx: () => (/* binding */ parseRecipient),
/* harmony export */   IC: () => (/* binding */ wrappedFingerprint),
/* harmony export */   Kl: () => (/* binding */ vaultKeysOf),
/* harmony export */   Zv: () => (/* binding */ isFingerprint),
/* harmony export */   _D: () => (/* binding */ vaultKey),
/* harmony export */   ax: () => (/* binding */ fingerprintOf),
/* harmony export */   nS: () => (/* binding */ parseVaultKey)
/* harmony export */ });
/* unused harmony export formatIdentity */
/* harmony import */ var _scure_base__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64929);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _x25519_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23436);
/** Keys as text: what `vault-key` and `vault-recipient` hold, and the fingerprints that name keys. */




const IDENTITY_HRP = 'age-secret-key-';
const RECIPIENT_HRP = 'age';
/** Of post-quantum and other keys that age knows and vaults do not. */
const OTHER_IDENTITY = /^AGE-(?:SECRET-KEY-PQ|PLUGIN-[A-Z0-9-]+)-1[A-Z0-9]+$/;
const FINGERPRINT = /^[0-9a-f]{16}$/;
/** As in keys and headers; it is compared as text. */
const UTC = /^\d{8}T\d{6}Z$/;
const KMS = /^kms:([^:]*):(.*)$/;
/** More lines are no file of keys. */
const MAX_LINES = 1000;
/** What KMS gives for an identity file of a few lines is shorter. */
const MAX_WRAPPED_BYTES = 8192;
/**
 * Reads the text of `vault-key`: an identity file, or `kms:<fingerprint>:<base64>`.
 * @param mask told each line with a secret before it is looked at, so that no log shows it
 * @throws bad-vault-key, which never shows a secret
 */
function parseVaultKey(text, mask) {
    const lines = text
        .replace(/^\uFEFF/, '')
        .split(/\r\n|\r|\n/)
        .map((line) => line.trim());
    for (const line of lines)
        if (line !== '' && !line.startsWith('#'))
            mask(line);
    if (lines.length > MAX_LINES)
        throw bad(`has ${String(lines.length)} lines, more than ${String(MAX_LINES)}`);
    if (lines.every((line) => line === ''))
        throw bad('is empty');
    const [first, ...more] = lines.filter((line) => line !== '' && !line.startsWith('#'));
    return first?.startsWith('kms:') === true && more.length === 0 ? parseWrapped(first) : parseIdentityFile(lines);
}
/** The keys of a vault that an identity file holds. @throws bad-vault-key if it holds none, or begins with a former one */
function vaultKeysOf(file) {
    const [sealing] = file.keys;
    if (sealing === undefined)
        throw bad('holds no X25519 key (AGE-SECRET-KEY-1...)');
    if (sealing.until !== undefined)
        throw bad('begins with a former key, after a line "# until": the present one is first');
    return { sealing, opening: file.keys };
}
function parseIdentityFile(lines) {
    const keys = [];
    const identities = [];
    let firstKey;
    let until;
    for (const [index, line] of lines.entries()) {
        const where = `line ${String(index + 1)}`;
        if (line === '')
            continue;
        if (line.startsWith('#')) {
            until = commentValue(line, 'until', (text) => UTC.test(text), where) ?? until;
            firstKey = commentValue(line, 'vault', isFingerprint, where) ?? firstKey;
        }
        else if (OTHER_IDENTITY.test(line)) {
            identities.push(line);
        }
        else {
            const key = vaultKey(parseIdentity(line, where), until);
            identities.push(line);
            if (!keys.some(({ fingerprint }) => fingerprint === key.fingerprint))
                keys.push(key);
            until = undefined;
        }
    }
    if (identities.length === 0)
        throw bad('holds only comments');
    return { kind: 'identities', keys, lines: identities, ...(firstKey === undefined ? {} : { firstKey }) };
}
/** The value of `# until <utc>` and `# vault <fp>`. A comment that begins so and goes on otherwise is an error. */
function commentValue(line, name, isValue, where) {
    const [, found, value] = /^#\s*(until|vault)\s+(\S+)$/.exec(line) ?? [];
    if (found !== name || value === undefined)
        return undefined;
    if (!isValue(value))
        throw bad(`has a value that is not valid after "# ${name}" (${where})`);
    return value;
}
function parseIdentity(line, where) {
    const secret = line.startsWith('AGE-SECRET-KEY-1') ? decodeBech32(IDENTITY_HRP, line) : undefined;
    if (secret === undefined)
        throw bad(`${whyNoIdentity(line)} (${where})`);
    return new _x25519_js__WEBPACK_IMPORTED_MODULE_2__/* .Identity */ .l(secret);
}
/** What was given instead of an identity, without showing it. */
function whyNoIdentity(line) {
    if (line.startsWith('AGE-SECRET-KEY-1'))
        return 'holds a secret key with a mistake in it: its checksum is wrong';
    if (line.startsWith('age1'))
        return 'holds a recipient, the public half; the secret one begins with AGE-SECRET-KEY-1';
    if (line.startsWith('-----BEGIN AGE') || line.startsWith('age-encryption.org'))
        return 'is an encrypted file: open it with age first';
    if (line.startsWith('-----BEGIN') || line.startsWith('ssh-'))
        return 'is a key of another kind, such as SSH';
    if (line.startsWith('kms:'))
        return 'mixes kms: with other lines';
    return 'has a line that is neither AGE-SECRET-KEY-1... nor a comment';
}
/** The fingerprint in the text of `vault-key`, where KMS has wrapped it: known before any credentials are. */
function wrappedFingerprint(text) {
    return /^kms:([0-9a-f]{16}):/m.exec(text)?.[1];
}
function parseWrapped(line) {
    const [, fingerprint = '', base64 = ''] = KMS.exec(line) ?? [];
    const wrapped = Buffer.from(base64, 'base64');
    if (!isFingerprint(fingerprint) || wrapped.length === 0 || wrapped.toString('base64') !== base64)
        throw bad('is not kms:<16 hex digits>:<base64>');
    if (wrapped.length > MAX_WRAPPED_BYTES)
        throw bad('is longer than anything that KMS gives');
    return { kind: 'kms', fingerprint, wrapped };
}
/** A recipient and its fingerprint. @throws bad-input if it is none; @param what names the input */
function parseRecipient(text, what) {
    const bytes = decodeBech32(RECIPIENT_HRP, text);
    if (bytes !== undefined && text.startsWith('age1')) {
        return { recipient: new _x25519_js__WEBPACK_IMPORTED_MODULE_2__/* .Recipient */ .e(bytes), fingerprint: fingerprintOf(text) };
    }
    const isSecret = /AGE-SECRET-KEY/i.test(text);
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: isSecret
            ? `${what} holds a secret key. Treat it as lost: it may stand in a log now.`
            : `${what} is not an X25519 recipient of age: ${JSON.stringify(text.slice(0, 100))}`,
        fix: 'Give the public half, age1..., which age-keygen -y prints.',
    });
}
/** The first 16 hex digits of the SHA-256 of the public text `age1...`. */
function fingerprintOf(recipient) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', recipient, 'hex').slice(0, 16);
}
function isFingerprint(text) {
    return FINGERPRINT.test(text);
}
function vaultKey(identity, until) {
    const recipient = formatRecipient(identity.recipient);
    const key = { identity, recipient, fingerprint: fingerprintOf(recipient) };
    return until === undefined ? key : { ...key, until };
}
/** `age1...` */
function formatRecipient({ bytes }) {
    return _scure_base__WEBPACK_IMPORTED_MODULE_3__/* .bech32 */ .I.encode(RECIPIENT_HRP, _scure_base__WEBPACK_IMPORTED_MODULE_3__/* .bech32 */ .I.toWords(bytes));
}
/** `AGE-SECRET-KEY-1...`: a secret. */
function formatIdentity(identity) {
    return _scure_base__WEBPACK_IMPORTED_MODULE_3__/* .bech32 */ .I.encode(IDENTITY_HRP, _scure_base__WEBPACK_IMPORTED_MODULE_3__/* .bech32 */ .I.toWords(identity.secretBytes())).toUpperCase();
}
/** An identity file that `parseVaultKey` reads as these keys. */
function formatIdentityFile(keys) {
    const lines = keys.flatMap(({ identity, until }) => [
        ...(until === undefined ? [] : [`# until ${until}`]),
        formatIdentity(identity),
    ]);
    return `${lines.join('\n')}\n`;
}
/** The 32 bytes of a key; undefined if it is not one of this kind, or its checksum is wrong. */
function decodeBech32(prefix, text) {
    const decoded = _scure_base__WEBPACK_IMPORTED_MODULE_3__/* .bech32 */ .I.decodeUnsafe(text);
    const bytes = decoded?.prefix === prefix ? _scure_base__WEBPACK_IMPORTED_MODULE_3__/* .bech32 */ .I.fromWordsUnsafe(decoded.words) : undefined;
    return bytes instanceof Uint8Array && bytes.length === 32 ? bytes : undefined;
}
function bad(problem) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: `vault-key ${problem}.`,
        fix: 'Pass the lines of an age identity file: AGE-SECRET-KEY-1..., one a line.',
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.badInput,
    });
}


/***/ }),

/***/ 22892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lb: () => (/* binding */ ROOT_MAC_BYTES),
/* harmony export */   mQ: () => (/* binding */ rootMac),
/* harmony export */   op: () => (/* binding */ isRootMac)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _age_header_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12545);
/** Who wrote a sealed root, or a journal: an HMAC under a key that only holders of the vault key have. */


/** The last bytes of a sealed root. */
const ROOT_MAC_BYTES = 32;
/** HMAC-SHA256 of all bytes before it. */
function rootMac(identity, bytes, of = 'root') {
    const key = (0,_age_header_js__WEBPACK_IMPORTED_MODULE_1__/* .deriveKey */ .Hz)(identity.secretBytes(), Buffer.alloc(0), `holdfast/1 ${of}`);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(bytes).digest();
}
/** Compares without telling, by the time it takes, how much is right. */
function isRootMac(mac, identity, bytes, of = 'root') {
    return mac.length === ROOT_MAC_BYTES && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(mac, rootMac(identity, bytes, of));
}


/***/ }),

/***/ 23436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ Recipient),
/* harmony export */   l: () => (/* binding */ Identity)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/** X25519 keys as 32 raw bytes, on node:crypto. */

const KEY_BYTES = 32;
/** What stands before the raw key in DER: https://www.rfc-editor.org/rfc/rfc8410 */
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');
/** The public half of a key: what is sealed to it only the identity opens. */
class Recipient {
    /** The 32 of the public key. */
    bytes;
    #key;
    constructor(bytes) {
        requireKeyBytes(bytes);
        this.bytes = bytes;
        this.#key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)({ key: Buffer.concat([PUBLIC_DER, bytes]), format: 'der', type: 'spki' });
    }
    /** The shared secret of 32 bytes. @throws if it is all zeros, as points of low order give it */
    agreeWith(privateKey) {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.diffieHellman)({ privateKey, publicKey: this.#key });
    }
}
/** A secret key. Neither JSON nor a log of the object shows it. */
class Identity {
    recipient;
    #secret;
    #key;
    /** @param secret the 32 bytes of the key */
    constructor(secret) {
        requireKeyBytes(secret);
        this.#secret = Buffer.from(secret);
        this.#key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: Buffer.concat([PRIVATE_DER, secret]), format: 'der', type: 'pkcs8' });
        const der = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(this.#key).export({ format: 'der', type: 'spki' });
        this.recipient = new Recipient(der.subarray(PUBLIC_DER.length));
    }
    /** The 32 bytes of the secret key: for other threads, and to derive keys from. */
    secretBytes() {
        return Buffer.from(this.#secret);
    }
    /** The shared secret of 32 bytes. @throws on points of low order */
    agreeWith(other) {
        return other.agreeWith(this.#key);
    }
}
function requireKeyBytes(bytes) {
    if (bytes.length !== KEY_BYTES)
        throw new RangeError(`An X25519 key has 32 bytes, not ${String(bytes.length)}`);
}


/***/ })

};
