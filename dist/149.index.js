export const id = 149;
export const ids = [149];
export const modules = {

/***/ 48195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ statementsOf),
/* harmony export */   ZU: () => (/* binding */ reviewRole),
/* harmony export */   dM: () => (/* binding */ reviewBucketPolicy)
/* harmony export */ });
/* harmony import */ var _policies_session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29040);
/* harmony import */ var _bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42835);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27328);
/* harmony import */ var _policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2409);
/* harmony import */ var _trust_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93260);





/** Every kind of object has its rights checked apart: policies may name them apart. */
const KINDS = ['roots', 'packs', 'parts', 'marks', 'state'].map((kind) => `${kind}/*`);
function accessOf(place, policies, who) {
    const principal = {
        'aws:principalarn': who.arn === '*' ? undefined : who.arn,
        'aws:principalaccount': who.accountId,
    };
    const known = Object.entries(principal).filter(([, value]) => value !== undefined);
    const base = { 'aws:securetransport': 'true', ...Object.fromEntries(known) };
    const ask = (actions, resources, more = {}) => (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .most */ .qr)(...actions.flatMap((action) => resources.map((resource) => (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .mayDo */ .b)(policies, { who, action, resource, context: { ...base, ...more } }))));
    const objects = KINDS.map((path) => (0,_policies_session_js__WEBPACK_IMPORTED_MODULE_0__/* .objectArn */ .nd)(place, path));
    return {
        who: who.arn,
        read: ask(['s3:GetObject', 's3:GetObjectVersion'], objects),
        write: ask(['s3:PutObject'], objects, { ..._bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .OVERWRITE */ .Wr, 's3:if-none-match': '*' }),
        overwrite: ask(['s3:PutObject'], objects, _bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .OVERWRITE */ .Wr),
        markDeleted: ask(['s3:DeleteObject'], objects),
        deleteVersions: (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .most */ .qr)(ask(['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'], objects), ask(['s3:DeleteBucket'], [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_0__/* .bucketArn */ .SB)(place)])),
        changeRules: ask([..._bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .RULE_ACTIONS */ .Rd, ...MORE_RULES], [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_0__/* .bucketArn */ .SB)(place)]),
    };
}
/** Besides those that the bucket policy has to deny: others that open the bucket or end a protection. */
const MORE_RULES = [
    's3:PutBucketAcl',
    's3:PutBucketObjectLockConfiguration',
    's3:PutBucketOwnershipControls',
    's3:PutBucketPublicAccessBlock',
    's3:PutEncryptionConfiguration',
    's3:PutReplicationConfiguration',
];
const IAM_ACTIONS = [
    'iam:AttachRolePolicy',
    'iam:CreatePolicyVersion',
    'iam:PutRolePolicy',
    'iam:UpdateAssumeRolePolicy',
];
/** JSON of policies as statements; what is no policy is not known. */
function statementsOf(text) {
    if (text.state !== 'ok')
        return text;
    if (text.value === undefined)
        return { state: 'ok', value: [] };
    try {
        return { state: 'ok', value: (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePolicy */ .ON)(text.value) };
    }
    catch {
        return { state: 'unknown', reason: 'What it answered is not a policy that this version can read.' };
    }
}
/** A role: who may assume it, and what it may do with the vault. Pure. */
function reviewRole(arn, reading, bucketPolicy, place) {
    if (reading.state !== 'ok')
        return { findings: [...TRUST_CHECKS, ...ROLE_CHECKS].map((check) => (0,_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .unread */ .gy)(check, arn, reading)), access: [] };
    if (reading.value === 'missing') {
        const fix = 'Remove it from audit-roles and from the policies that name it, or create it (mode setup prints it).';
        return { findings: [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('role-found', arn, 'The role does not exist.', { fix })], access: [] };
    }
    const { trust, policies, hasBoundary } = reading.value;
    const trusted = statementsOf({ state: 'ok', value: trust });
    const role = trusted.state === 'ok' ? { arn, trust: trusted.value } : undefined;
    const found = (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)('role-found', arn, 'The role exists.');
    const ofTrust = role === undefined
        ? TRUST_CHECKS.map((check) => (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)(check, arn, 'Its trust policy cannot be read by this version.'))
        : (0,_trust_js__WEBPACK_IMPORTED_MODULE_4__/* .checkTrust */ .Rr)(role);
    const read = policies.map(({ name, text }) => ({ name, statements: statementsOf(text) }));
    const identity = read.flatMap(({ statements }) => (statements.state === 'ok' ? statements.value : []));
    const bucket = bucketPolicy.state === 'ok' ? bucketPolicy.value : [];
    const who = { arn, accountId: (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(arn) || undefined };
    const known = { identity, bucket, bucketOwner: place.accountId };
    const access = accessOf(place, known, who);
    const unreadable = read.flatMap(({ name, statements }) => (statements.state === 'ok' ? [] : [{ name, statements }]));
    const isBlind = unreadable.length > 0 || bucketPolicy.state !== 'ok';
    const changesIam = (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .most */ .qr)(...IAM_ACTIONS.map((action) => (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .mayDo */ .b)({ identity, bucket: [], bucketOwner: undefined }, { who, action, resource: '*', context: {} })));
    return {
        findings: [
            found,
            ...ofTrust,
            readable(arn, unreadable, hasBoundary),
            ...judgeRole(arn, access, changesIam, { isBlind, isBound: role !== undefined && (0,_trust_js__WEBPACK_IMPORTED_MODULE_4__/* .isBoundToEnvironment */ .nY)(role) }),
        ],
        access: [access],
    };
}
const TRUST_CHECKS = ['trust-subject', 'trust-audience', 'trust-operator', 'trust-principal'];
const ROLE_CHECKS = ['role-delete-versions', 'role-rules', 'role-iam', 'role-overwrite'];
function readable(arn, unreadable, hasBoundary) {
    const boundary = hasBoundary
        ? ['It has a permissions boundary, which can only take away, and is not looked at.']
        : [];
    const [first] = unreadable;
    if (first === undefined)
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)('policy-readable', arn, 'Its policies were read.', boundary);
    const { name, statements } = first;
    return statements.state === 'denied'
        ? (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)('policy-readable', arn, `${name}: the credentials lack ${statements.permission}.`, statements.permission)
        : (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)('policy-readable', arn, `${name}: ${statements.reason}`);
}
function judgeRole(arn, access, changesIam, { isBlind, isBound }) {
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const fix = `Take the right away: aws iam list-role-policies --role-name ${name}; aws iam list-attached-role-policies --role-name ${name}`;
    const judge = (check, may, what, most) => {
        if (may === 'no' && isBlind)
            return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)(check, arn, 'Not all policies could be read.');
        if (may === 'no')
            return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(check, arn, `The role may not ${what}.`);
        const evidence = [
            ...(may === 'maybe' ? ['under conditions that the policies alone do not answer'] : []),
            ...(isBound ? ['only jobs of an environment may assume it: give that environment reviewers'] : []),
        ];
        const severity = isBound || may === 'maybe' ? milder(most) : most;
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(check, arn, `The role may ${what}.`, { severity, evidence, fix });
    };
    return [
        judge('role-delete-versions', access.deleteVersions, 'delete S3 versions for good', 'high'),
        judge('role-rules', access.changeRules, 'change the rules of the bucket', 'high'),
        judge('role-iam', changesIam, 'change roles and their policies', 'critical'),
        judge('role-overwrite', access.overwrite, 'overwrite objects of the vault', 'medium'),
    ];
}
function milder(severity) {
    return severity === 'critical' ? 'high' : severity === 'high' ? 'medium' : 'low';
}
const WORDS = [
    ['read', 'read backups', 'high'],
    ['write', 'write', 'high'],
    ['overwrite', 'overwrite', 'high'],
    ['markDeleted', 'set delete markers', 'high'],
    ['deleteVersions', 'delete S3 versions', 'critical'],
    ['changeRules', 'change the rules of the bucket', 'critical'],
];
/** What the bucket policy itself grants: to other accounts, services, anybody. Pure. */
function reviewBucketPolicy(policy, place) {
    const check = 'access-others';
    const { bucket } = place;
    if (policy.state !== 'ok')
        return { findings: [(0,_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .unread */ .gy)(check, bucket, policy)], access: [] };
    const principals = policy.value.filter(({ effect }) => effect === 'Allow').flatMap(principalsOf);
    const access = [...new Set(principals)].map((arn) => {
        const who = { arn, accountId: (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(arn) };
        return accessOf(place, { identity: undefined, bucket: policy.value, bucketOwner: place.accountId }, who);
    });
    const granted = access
        .filter(({ who }) => place.accountId === undefined || (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(who) !== place.accountId)
        .map((row) => ({ who: row.who, rights: WORDS.filter(([right]) => row[right] !== 'no'), row }))
        .filter(({ rights }) => rights.length > 0);
    if (granted.length === 0)
        return { findings: [(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(check, bucket, 'The bucket policy lets nobody else in.')], access };
    const findings = granted.map(({ who, rights, row }) => {
        const isSure = rights.some(([right]) => row[right] === 'yes');
        const worst = rights.some(([, , severity]) => severity === 'critical') ? 'critical' : 'high';
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(check, bucket, `The bucket policy lets ${who === '*' ? 'anybody' : who} in.`, {
            severity: isSure ? worst : 'medium',
            evidence: rights.map(([right, word]) => (row[right] === 'yes' ? word : `${word}, under conditions`)),
            fix: `Remove the statement if it is not meant: aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text`,
        });
    });
    return { findings, access };
}
/** As their ARNs, accounts by the ARN of their root; services by their names. */
function principalsOf({ principals, notPrincipals }) {
    if (notPrincipals !== undefined)
        return ['*'];
    return Object.values(principals ?? {}).flat();
}


/***/ }),

/***/ 42835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fw: () => (/* binding */ commandFor),
/* harmony export */   L$: () => (/* binding */ checkBucket),
/* harmony export */   Rd: () => (/* binding */ RULE_ACTIONS),
/* harmony export */   Wr: () => (/* binding */ OVERWRITE),
/* harmony export */   g$: () => (/* binding */ judged),
/* harmony export */   gy: () => (/* binding */ unread),
/* harmony export */   xM: () => (/* binding */ checkDenials)
/* harmony export */ });
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50453);
/* harmony import */ var _bucket_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43267);
/* harmony import */ var _bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5335);
/* harmony import */ var _store_witness_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54778);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24608);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27328);
/* harmony import */ var _policies_session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(29040);
/* harmony import */ var _policies_evaluate_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2409);








function good(message, evidence) {
    return (check, subject) => (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)(check, subject, message, evidence);
}
function bad(message, more) {
    return (check, subject) => (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)(check, subject, message, more);
}
const TRY_IT = 'Mode setup with apply tries it on v1/probe, and says what the server does.';
/** Where the bucket says that versioning is enabled, and an object shows otherwise; undefined: it does not. */
function unversioned(witness) {
    if (witness === undefined || (0,_store_witness_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .n)(witness.versionId))
        return undefined;
    if (witness.versionId === 'null')
        return (check, subject) => (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5)(check, subject, `The bucket says that it is enabled; ${witness.key} was written without, earlier or all the same. ${TRY_IT}`);
    return bad('The bucket says that versioning is enabled, and a stored object has no S3 version.', {
        evidence: [`No answer about ${witness.key} names its S3 version.`],
        fix: `Use a server that keeps S3 versions (docs/providers.md). ${TRY_IT}`,
    });
}
/** One finding at least for each check of the bucket's settings. Pure. */
function checkBucket(facts, place) {
    const { bucket } = place;
    const put = (rest) => `aws s3api ${rest.replace(' ', ` --bucket ${bucket} `)}`;
    const on = (check, reading, verdictOn) => judged(check, bucket, reading, (value) => verdictOn(value)(check, bucket));
    return [
        on('versioning', facts.versioning, ({ status }) => status === 'Enabled'
            ? (unversioned(place.witness) ?? good('Versioning is enabled.'))
            : bad(status === 'Suspended' ? 'Versioning is suspended.' : 'There is no versioning.', {
                fix: put('put-bucket-versioning --versioning-configuration Status=Enabled'),
            })),
        on('mfa-delete', facts.versioning, ({ mfaDelete }) => mfaDelete
            ? good('Deleting S3 versions asks for a second factor.')
            : bad('MFA delete is off.', {
                fix: `Optional, and not possible together with lifecycle rules: ${_checks_js__WEBPACK_IMPORTED_MODULE_4__/* .CHECKS */ .u['mfa-delete'].url}`,
            })),
        on('encryption', (0,_bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .postureOf */ .oQ)(facts).encryption, (algorithm) => {
            const seen = place.witness?.serverSideEncryption;
            if (algorithm !== undefined)
                return place.witness !== undefined && seen === undefined
                    ? bad(`The bucket says that it encrypts with ${algorithm} by default, and a stored object is not encrypted.`, {
                        evidence: [`No answer about ${place.witness.key} names its encryption.`],
                        fix: TRY_IT,
                    })
                    : good(`The bucket encrypts with ${algorithm} by default.`);
            return seen !== undefined
                ? good('Stored objects are encrypted, though the bucket does not do so by default.')
                : bad('The bucket does not encrypt what is stored in it.', {
                    fix: put(`put-bucket-encryption --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`),
                });
        }),
        on('public-access-block', facts.openSwitches, (open) => open.length === 0
            ? good('Public access is blocked.')
            : bad('The bucket does not block public access.', {
                evidence: open.map((name) => `${name} is off`),
                fix: put(`put-public-access-block --public-access-block-configuration ${ALL_BLOCKED}`),
            })),
        on('public-policy', facts.policyIsPublic, (isPublic) => isPublic
            ? bad('The bucket policy makes the bucket public.', {
                fix: `Remove the public statement: ${put('get-bucket-policy --query Policy')}`,
            })
            : good('The bucket policy is not public.')),
        on('public-acl', facts.publicGrants, (grants) => grants.length > 0
            ? bad('The ACL of the bucket is public.', {
                evidence: grants.map((grant) => `${grant} for everybody`),
                fix: put('put-bucket-acl --acl private'),
            })
            : good('The ACL of the bucket is not public.')),
        on('object-ownership', facts.ownership, (ownership) => ownership === 'BucketOwnerEnforced'
            ? good('ACLs are off: the owner of the bucket owns every object.')
            : bad(`ACLs are in force (${ownership}).`, {
                fix: put('put-bucket-ownership-controls --ownership-controls Rules=[{ObjectOwnership=BucketOwnerEnforced}]'),
            })),
        on('replication', facts.replication, (targets) => targets.length > 0
            ? good('The bucket is replicated.', targets)
            : bad('The bucket is not replicated.', {
                fix: `Optional: a rule that copies the vault to a bucket of another account, without delete markers: ${_checks_js__WEBPACK_IMPORTED_MODULE_4__/* .CHECKS */ .u.replication.url}`,
            })),
        on('logging', facts.logging, (target) => target === undefined
            ? bad('Access to the bucket is not logged.', {
                fix: put(`put-bucket-logging --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG-BUCKET","TargetPrefix":"${bucket}/"}}'`),
            })
            : good('Access is logged.', [`to ${target}`])),
        ...checkLifecycle(facts, place),
    ];
}
const ALL_BLOCKED = 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';
/** What a reading means, or why it says nothing. */
function judged(check, subject, reading, judge) {
    return reading.state === 'ok' ? judge(reading.value) : unread(check, subject, reading);
}
function unread(check, subject, reading) {
    return reading.state === 'denied'
        ? (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5)(check, subject, `The credentials lack ${reading.permission}.`, reading.permission)
        : (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5)(check, subject, `Not known: ${reading.reason}`);
}
function checkLifecycle(facts, place) {
    const { bucket, prefix } = place;
    const { lifecycle } = facts;
    const ids = ['lifecycle-harm', 'lifecycle-foreign', 'noncurrent-expiry', 'abort-multipart'];
    if (lifecycle.state !== 'ok')
        return ids.map((check) => unread(check, bucket, lifecycle));
    const rules = (0,_bucket_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .rulesOn */ .Tv)(lifecycle.value.rules, prefix);
    const show = `aws s3api get-bucket-lifecycle-configuration --bucket ${bucket}`;
    const foreign = rules.filter(({ ID = '' }) => !/^holdfast/i.test(ID)).map(ruleIdText);
    const days = (0,_bucket_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .noncurrentDays */ .C5)(rules);
    return [
        ...harmfulRules(facts, place, show),
        foreign.length === 0
            ? (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)('lifecycle-foreign', bucket, 'No other lifecycle rules concern the vault.')
            : (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)('lifecycle-foreign', bucket, 'Lifecycle rules that setup did not write concern the vault.', {
                evidence: foreign,
                fix: `Check each rule, or give it a prefix that leaves the vault out: ${show}`,
            }),
        days === undefined
            ? (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)('noncurrent-expiry', bucket, 'Noncurrent S3 versions never expire.', { fix: setupCommand(place) })
            : (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)('noncurrent-expiry', bucket, `Noncurrent S3 versions expire after ${days} days.`),
        rules.some((rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation !== undefined)
            ? (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)('abort-multipart', bucket, 'Multipart uploads that were not finished are removed.')
            : (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)('abort-multipart', bucket, 'Multipart uploads that were not finished stay for ever.', {
                fix: setupCommand(place),
            }),
    ];
}
/** A command that mends, whole but for what only its reader knows. */
function commandFor(mode, { bucket, prefix }, flags) {
    return `holdfast ${mode} --bucket ${bucket}${prefix === '' ? '' : ` --prefix ${prefix}`} ${flags}`;
}
function setupCommand(place) {
    return commandFor('setup', place, '--backup-roles ARN --apply');
}
/** The judgement that a backup makes as well, with its two degrees told apart further. */
function harmfulRules(facts, { bucket, prefix }, show) {
    const vault = { prefix, encryptionRequested: true };
    const found = (0,_bucket_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .judgePosture */ .AJ)((0,_bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .postureOf */ .oQ)(facts), vault).filter(({ check }) => check === 'lifecycle');
    return found.map(({ severity, message, why }) => {
        if (severity === 'ok')
            return (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)('lifecycle-harm', bucket, message, [WINDOW]);
        const deletesCurrent = message.includes('deletes current');
        const degree = severity === 'warn' ? 'low' : deletesCurrent ? 'critical' : 'high';
        const fix = `Remove the rule, or give it a prefix that leaves the vault out: ${show}`;
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)('lifecycle-harm', bucket, message, {
            severity: degree,
            evidence: why === undefined ? [] : [why],
            fix,
        });
    });
}
const DAY = 24 * 3600;
const WINDOW = `needed: ${_base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.noncurrentMinSeconds / DAY} days at least, more than the ${_base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.graceSeconds / 3600} hours that prune waits and the time between two prunes`;
function ruleIdText({ ID }) {
    return JSON.stringify(ID ?? '(without ID)');
}
/**
 * What the bucket policy refuses, and Object Lock, which matters less the more is refused.
 *
 * @param policy its statements
 */
function checkDenials(policy, objectLock, place) {
    const { bucket } = place;
    const ids = ['tls-only', 'deny-overwrite', 'deny-delete', 'deny-rules'];
    if (policy.state !== 'ok') {
        const lock = checkObjectLock(objectLock, place, false);
        return [...ids.map((check) => unread(check, bucket, policy)), lock];
    }
    const statements = policy.value;
    const kinds = ['roots', 'packs', 'parts'].map((kind) => (0,_policies_session_js__WEBPACK_IMPORTED_MODULE_6__/* .objectArn */ .nd)(place, `${kind}/*`));
    const overwrite = refusal(statements, ['s3:PutObject'], kinds, OVERWRITE);
    const remove = refusal(statements, ['s3:DeleteObjectVersion'], kinds);
    const rules = refusal(statements, RULE_ACTIONS, [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_6__/* .bucketArn */ .SB)(place)]);
    const denial = (check, { gaps, to }, [what, how], more) => gaps.length === 0
        ? (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)(check, bucket, `The bucket policy denies ${what}.`, to)
        : (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)(check, bucket, `The bucket policy does not deny ${what}${how}.`, { evidence: gaps, ...more });
    const onOverwriting = place.onAws
        ? { severity: 'high', fix: setupCommand(place) }
        : {
            severity: 'medium',
            fix: 'Run setup, which finds out whether this server can refuse it. Where it cannot: audit every 10 days at least, and repair what was overwritten.',
        };
    return [
        checkTls(statements, place),
        denial('deny-overwrite', overwrite, ['overwriting', ': PutObject without If-None-Match'], onOverwriting),
        denial('deny-delete', remove, ['deleting S3 versions', ' to anybody'], { fix: setupCommand(place) }),
        denial('deny-rules', rules, ['changes of the rules', ' to anybody'], { fix: setupCommand(place) }),
        checkObjectLock(objectLock, place, overwrite.gaps.length + remove.gaps.length === 0),
    ];
}
/** Actions by which the protections of a bucket can be taken away. */
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
function checkTls(statements, place) {
    const objects = ['s3:GetObject', 's3:PutObject'];
    const plain = { 'aws:securetransport': 'false' };
    const gaps = [
        ...refusal(statements, objects, [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_6__/* .objectArn */ .nd)(place, '*')], plain, 'everybody').gaps,
        ...refusal(statements, ['s3:ListBucket'], [(0,_policies_session_js__WEBPACK_IMPORTED_MODULE_6__/* .bucketArn */ .SB)(place)], plain, 'everybody').gaps,
    ];
    if (gaps.length === 0)
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)('tls-only', place.bucket, 'The bucket policy denies requests without TLS.');
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)('tls-only', place.bucket, 'The bucket policy allows requests without TLS.', {
        evidence: gaps,
        fix: setupCommand(place),
    });
}
/**
 * Whether each action is denied on each resource: to everybody, or (the default) to anybody at all: conditions that pick
 * principals are taken as met, since whom they pick is told by `to`.
 */
function refusal(statements, actions, resources, context = {}, whom = 'anybody') {
    const to = new Set();
    const gaps = [];
    for (const action of actions) {
        for (const resource of resources) {
            const found = statements.filter((statement) => statement.effect === 'Deny' &&
                (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_7__/* .matchesAction */ .ch)(statement, action) &&
                (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_7__/* .deniesAll */ .A_)(statement, resource) &&
                (whom === 'anybody' || (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_7__/* .concerns */ .Kc)(statement, NOBODY)) &&
                (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_7__/* .conditionsHold */ .go)(whom === 'everybody' ? statement.conditions : withoutPrincipals(statement), context) === 'yes');
            if (found.length === 0)
                gaps.push(`${action} is not denied on ${resource.replace(/^arn:[^/]*:::/, '')}`);
            for (const statement of found)
                to.add(`to ${whomOf(statement)}`);
        }
    }
    return { gaps, to: [...to] };
}
/** Only a statement about all principals speaks of this one. */
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
function checkObjectLock(objectLock, place, isGuarded) {
    return judged('object-lock', place.bucket, (0,_bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .mapReading */ .P2)(objectLock, _bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .lockOf */ .Vx), (lock) => {
        if (lock?.mode !== undefined)
            return (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .passed */ .bF)('object-lock', place.bucket, `Object Lock: ${lock.mode}, ${lock.days} days by default.`);
        const message = lock === undefined ? 'Object Lock is off.' : 'Object Lock is on, without a default retention.';
        const command = commandFor('setup', place, '--object-lock-days 30 --apply');
        const fix = `${command} (optional where the bucket policy denies deleting)`;
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .failed */ .gz)('object-lock', place.bucket, message, { severity: isGuarded ? 'none' : 'medium', fix });
    });
}


/***/ }),

/***/ 24608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ CHECKS)
/* harmony export */ });
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const GITHUB = 'https://docs.github.com/en/actions/reference/security/oidc';
/** Every check that audit makes, by its stable id. docs/audit.md has a section for each. */
const CHECKS = {
    versioning: {
        severity: 'critical',
        title: 'Versioning',
        why: 'Without versions, whoever may write or delete can destroy backups for good.',
        fix: '`aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled`, or `holdfast setup`.',
        url: `${S3}/Versioning.html`,
    },
    'mfa-delete': {
        severity: 'none',
        title: 'MFA delete',
        why: 'It asks the root user for a second factor before S3 versions are deleted. S3 does not allow it together with lifecycle rules, so most vaults rest on the bucket policy instead.',
        fix: 'Nothing has to be done; a remark only.',
        url: `${S3}/MultiFactorAuthenticationDelete.html`,
    },
    encryption: {
        severity: 'high',
        title: 'Default encryption',
        why: 'What is stored without encryption can be read by whoever gets at the disks.',
        fix: '`holdfast setup`, or `aws s3api put-bucket-encryption`.',
        url: `${S3}/bucket-encryption.html`,
    },
    'key-policy': {
        severity: 'high',
        title: 'Policy of the KMS key',
        why: 'Whoever may disable or delete the key makes every backup under it unreadable, and whoever may use it can read them.',
        fix: 'Name the roles that may use the key in its policy, and nobody in other accounts. Only looked at if the bucket uses a KMS key of your own. If anybody may use it, limited only by a condition on their account, organisation or ARN: high. Other accounts without the right to delete the key: medium.',
        url: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
    },
    'public-access-block': {
        severity: 'high',
        title: 'Public access block of the bucket',
        why: 'Without it, one wrong policy or ACL later on makes the backups public.',
        fix: '`holdfast setup`, or `aws s3api put-public-access-block` with all four settings.',
        url: `${S3}/access-control-block-public-access.html`,
    },
    'account-public-access-block': {
        severity: 'low',
        title: 'Public access block of the account',
        why: 'It holds for every bucket of the account, also where the setting of a bucket is taken away.',
        fix: '`aws s3control put-public-access-block --account-id ACCOUNT ...`, if no bucket of the account has to be public.',
        url: `${S3}/configuring-block-public-access-account.html`,
    },
    'public-policy': {
        severity: 'critical',
        title: 'Public bucket policy',
        why: 'Anybody could read or change backups.',
        fix: 'Remove the public statement from the bucket policy.',
        url: `${S3}/access-control-block-public-access.html#access-control-block-public-access-policy-status`,
    },
    'public-acl': {
        severity: 'critical',
        title: 'Public ACL',
        why: 'Anybody could list or change backups.',
        fix: '`aws s3api put-bucket-acl --acl private`, and turn ACLs off (`object-ownership`).',
        url: `${S3}/acl-overview.html`,
    },
    'object-ownership': {
        severity: 'medium',
        title: 'Object ownership',
        why: 'While ACLs are in force, policies alone do not say who may read an object, and objects may belong to other accounts.',
        fix: '`holdfast setup`, or `aws s3api put-bucket-ownership-controls` with BucketOwnerEnforced.',
        url: `${S3}/about-object-ownership.html`,
    },
    'tls-only': {
        severity: 'medium',
        title: 'TLS only',
        why: 'Requests without TLS can be read and changed on their way.',
        fix: '`holdfast setup` adds the statement. A server without TLS cannot have it.',
        url: `${S3}/security-best-practices.html#transit`,
    },
    'lifecycle-harm': {
        severity: 'critical',
        title: 'Harmful lifecycle rules',
        why: 'A lifecycle rule deletes by itself. One that expires current objects takes packs that newer snapshots need, and one that removes noncurrent S3 versions early takes the time to undo an attack.',
        fix: 'Remove the rule, or give it a prefix that leaves the vault out. Rules that expire current objects are critical; those that leave noncurrent S3 versions less than 30 days, cap their number or move current objects to an archive class are high; moving noncurrent ones to an archive class is low. The 30 days are more than the grace of prune and the time between two prunes (docs/safety.md).',
        url: `${S3}/intro-lifecycle-rules.html`,
    },
    'lifecycle-foreign': {
        severity: 'low',
        title: 'Lifecycle rules that setup did not write',
        why: 'Whoever looks after such a rule may not know of the vault that it touches.',
        fix: 'Look at the rule; give it a prefix that leaves the vault out if it is not meant for it.',
        url: `${S3}/intro-lifecycle-rules.html`,
    },
    'noncurrent-expiry': {
        severity: 'low',
        title: 'Expiry of noncurrent S3 versions',
        why: 'Without it, what prune deletes is stored and paid for forever.',
        fix: '`holdfast setup`.',
        url: `${S3}/intro-lifecycle-rules.html`,
    },
    'abort-multipart': {
        severity: 'low',
        title: 'Cleaning up of multipart uploads',
        why: 'Parts of uploads that were never finished are stored and paid for, and no listing shows them.',
        fix: '`holdfast setup`.',
        url: `${S3}/mpu-abort-incomplete-mpu-lifecycle-config.html`,
    },
    'object-lock': {
        severity: 'medium',
        title: 'Object Lock',
        why: 'It is the one protection that holds against an administrator of the account too. It is optional where the bucket policy denies deleting and overwriting.',
        fix: '`holdfast setup` with `object-lock-days`. A remark only where `deny-overwrite` and `deny-delete` pass.',
        url: `${S3}/object-lock.html`,
    },
    replication: {
        severity: 'none',
        title: 'Replication',
        why: 'A copy in another account or region survives the loss of this one.',
        fix: 'Optional: a replication rule to a bucket of another account, without delete markers. A remark only.',
        url: `${S3}/replication.html`,
    },
    logging: {
        severity: 'low',
        title: 'Access logging',
        why: 'Without a log nobody can tell afterwards who read or deleted what. CloudTrail data events serve as well; audit does not see them.',
        fix: '`aws s3api put-bucket-logging` to a bucket of its own, or CloudTrail data events.',
        url: `${S3}/ServerLogs.html`,
    },
    'deny-overwrite': {
        severity: 'high',
        title: 'Overwriting is denied',
        why: 'A stolen backup role could overwrite every pack. Old S3 versions stay, but every restore fails until repair has run.',
        fix: '`holdfast setup`. At other providers than AWS a failure is medium, since many cannot refuse it: there, audit every 10 days at least, and repair what was overwritten.',
        url: `${S3}/conditional-writes-enforce.html`,
    },
    'deny-delete': {
        severity: 'high',
        title: 'Deleting S3 versions is denied',
        why: 'Whoever may delete S3 versions can destroy backups for good, versioning or not.',
        fix: '`holdfast setup`. It passes if S3 versions of roots, packs and parts are denied to anybody at all; the evidence says to whom, and `role-delete-versions` looks at each role.',
        url: `${S3}/DeletingObjectVersions.html`,
    },
    'deny-rules': {
        severity: 'medium',
        title: 'Changing the rules is denied',
        why: 'Whoever may change lifecycle rules, versioning or the policy can take every other protection away, and then the backups.',
        fix: '`holdfast setup`.',
        url: `${S3}/example-bucket-policies.html`,
    },
    'policy-readable': {
        severity: 'medium',
        title: 'Policies can be read',
        why: 'Only policies say who may do what; what cannot be read is not reviewed.',
        fix: 'Allow the role of the audit to read them (below). It is unknown, never failed.',
        url: `${IAM}/access_policies.html`,
    },
    'access-others': {
        severity: 'critical',
        title: 'Access from elsewhere',
        why: 'The bucket policy lets other accounts, services or anybody do this, whatever the roles of this account may do.',
        fix: 'Remove the statement if it is not meant. Reading and writing are high, deleting S3 versions and changing the rules critical; medium if it depends on conditions.',
        url: `${S3}/example-walkthroughs-managing-access-example2.html`,
    },
    'role-delete-versions': {
        severity: 'high',
        title: 'A role may delete S3 versions',
        why: 'No mode of Holdfast needs it; with it backups can be destroyed for good.',
        fix: 'Take `s3:DeleteObjectVersion`, `s3:BypassGovernanceRetention` and `s3:DeleteBucket` away from the role. Medium if only jobs of a GitHub environment may assume it.',
        url: `${S3}/DeletingObjectVersions.html`,
    },
    'role-rules': {
        severity: 'high',
        title: 'A role may change the rules of the bucket',
        why: 'Only setup needs it. With it, protections can be taken away: versioning, lifecycle, policy, Object Lock.',
        fix: 'Take the right away, or bind the role to a GitHub environment with reviewers (then medium): the role of setup has to have it.',
        url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
    },
    'role-iam': {
        severity: 'critical',
        title: 'A role may change IAM',
        why: 'Whoever may change roles and their policies can give themselves every other right.',
        fix: 'Take `iam:PutRolePolicy`, `iam:AttachRolePolicy`, `iam:CreatePolicyVersion` and `iam:UpdateAssumeRolePolicy` away from the role.',
        url: `${IAM}/best-practices.html#grant-least-privilege`,
    },
    'role-overwrite': {
        severity: 'medium',
        title: 'A role may overwrite',
        why: 'A stolen session of this role could overwrite what is stored; only the conditional PUT of Holdfast itself does not.',
        fix: '`holdfast setup` denies it for everybody, where the provider can.',
        url: `${S3}/conditional-writes-enforce.html`,
    },
    'role-found': {
        severity: 'medium',
        title: 'The role exists',
        why: 'A role that is not there cannot make backups, and its name may be taken by somebody else.',
        fix: 'Remove it from `audit-roles` and from the policies that name it, or create it.',
        url: `${IAM}/id_roles.html`,
    },
    'trust-subject': {
        severity: 'critical',
        title: 'Who may assume the role: subjects',
        why: 'The subject of the OIDC token and a few other claims tell one repository, branch, environment or workflow file from another.',
        fix: 'Let `StringEquals` name the repository with its environment, branch or workflow file: by the subject, or by the claims that STS checks since 2026 (`repository_id`, `repository`, `environment`, `ref`, `job_workflow_ref`). All conditions must hold, so the narrowest counts. Any owner: critical; several repositories, pull requests or every job of one: high; several branches or environments: medium; a workflow file alone, which other repositories may call: low. Conditions that hold without the claim, and operators that audit does not know, bind nothing.',
        url: `${GITHUB}#example-subject-claims`,
    },
    'trust-subject-form': {
        severity: 'low',
        title: 'Who may assume the role: form of the subject',
        why: 'A subject by name alone (repo:owner/name) admits whoever holds that name, and stops fitting once the repository changes to immutable subjects (repo:owner@id/name@id).',
        fix: 'Add the immutable form beside the other (setup prints both); later remove the one by name. A remark only while both are there.',
        url: `${GITHUB}#immutable-subject-claims`,
    },
    'trust-audience': {
        severity: 'high',
        title: 'Who may assume the role: audience',
        why: 'Without it, a token that was made for another service is admitted too.',
        fix: 'Add `"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"` to `StringEquals`.',
        url: `${IAM}/id_roles_providers_create_oidc.html`,
    },
    'trust-operator': {
        severity: 'high',
        title: 'Who may assume the role: operators',
        why: 'ForAllValues and ...IfExists hold where the claim is not there at all; a wildcard in the name of a claim or in StringEquals is taken literally.',
        fix: 'Use `StringEquals` with whole values, and `StringLike` only where a wildcard is needed.',
        url: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    },
    'trust-principal': {
        severity: 'critical',
        title: 'Who may assume the role: principals',
        why: 'A role that anybody, or a whole account, may assume is as safe as the weakest of them.',
        fix: 'Name the roles that may assume it, and no account, service or anybody. Another account, or an identity provider other than OIDC (SAML, Google, Cognito), is high (medium with a condition), the whole own account medium.',
        url: `${IAM}/reference_policies_elements_principal.html`,
    },
    'oidc-provider': {
        severity: 'medium',
        title: 'OIDC provider',
        why: 'Without the provider that its trust policy names, a role cannot be assumed; every audience of the provider is one more kind of token that is admitted.',
        fix: 'Create the provider, or remove audiences that nothing needs (low).',
        url: `${IAM}/id_roles_providers_create_oidc.html`,
    },
    'attack-overwritten': {
        severity: 'critical',
        title: 'Nothing was overwritten',
        why: 'Holdfast never writes a key twice: a second S3 version was put there by somebody else, or by repair.',
        fix: '`holdfast repair` shows what is wrong and puts the right bytes back. What repair put back passes, with a note; so does `v1/probe` where it was deleted, since the next backup writes it again.',
        url: `${S3}/versioning-workflows.html`,
    },
    'attack-deleted': {
        severity: 'critical',
        title: 'Nothing that is needed was deleted',
        why: 'A delete marker on what a snapshot needs was set by somebody other than prune; the S3 versions below it are lost when they expire.',
        fix: '`holdfast repair`. Passes for what prune deleted (it notes that in `v1/state/prune/`) and for what no live snapshot needs.',
        url: `${S3}/DeleteMarker.html`,
    },
    'attack-foreign-objects': {
        severity: 'medium',
        title: 'No foreign objects in the vault',
        why: 'Holdfast writes no such keys. Somebody else may write here.',
        fix: 'Find out who wrote them (CloudTrail), then remove them.',
        url: `${S3}/example-bucket-policies.html`,
    },
    'attack-untrusted-times': {
        severity: 'medium',
        title: 'Times of snapshots can be trusted',
        why: 'S3 stored the snapshot at another time than its name says: it was copied here, took longer than a backup may, or was made up to look older or newer.',
        fix: 'After a vault was copied: `holdfast repair --readmit`. Else find out who wrote them; `holdfast mark quarantine` keeps them from being used.',
        url: `${S3}/UsingMetadata.html`,
    },
    'attack-weakened': {
        severity: 'high',
        title: 'Nothing was weakened since the last audit',
        why: 'A patient attack begins with protections that get weaker.',
        fix: 'Find out who changed it (CloudTrail), then `holdfast setup`. It fails once: the next audit compares with what is then.',
        url: `${S3}/security-best-practices.html`,
    },
};


/***/ }),

/***/ 27328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ sorted),
/* harmony export */   L5: () => (/* binding */ unknown),
/* harmony export */   bF: () => (/* binding */ passed),
/* harmony export */   gz: () => (/* binding */ failed)
/* harmony export */ });
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24608);
/* harmony import */ var _severity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63710);
/** A finding: what one check says of one bucket, role or set of objects. */


function passed(check, subject, message, evidence = []) {
    return { check, status: 'passed', severity: _checks_js__WEBPACK_IMPORTED_MODULE_0__/* .CHECKS */ .u[check].severity, subject, message, evidence };
}
function failed(check, subject, message, more = {}) {
    return { check, status: 'failed', severity: _checks_js__WEBPACK_IMPORTED_MODULE_0__/* .CHECKS */ .u[check].severity, subject, message, evidence: [], ...more };
}
/** @param why why it could not be checked */
function unknown(check, subject, why, permission) {
    const { severity, title } = _checks_js__WEBPACK_IMPORTED_MODULE_0__/* .CHECKS */ .u[check];
    const finding = {
        check,
        status: 'unknown',
        severity,
        subject,
        message: `${title}: not checked.`,
        evidence: [why],
    };
    return permission === undefined
        ? finding
        : { ...finding, permission, fix: `Allow ${permission} to the role of the audit.` };
}
const STATUS_ORDER = ['failed', 'unknown', 'passed'];
/** Failed first, the worst of them on top; then what could not be checked. */
function sorted(findings) {
    return [...findings].sort((a, b) => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) || (0,_severity_js__WEBPACK_IMPORTED_MODULE_1__/* .rankOf */ .I)(b.severity) - (0,_severity_js__WEBPACK_IMPORTED_MODULE_1__/* .rankOf */ .I)(a.severity));
}


/***/ }),

/***/ 27583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qg: () => (/* binding */ publicStatements),
/* harmony export */   gV: () => (/* binding */ checkKeyPolicy),
/* harmony export */   jI: () => (/* binding */ checkAccountBlock)
/* harmony export */ });
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48195);
/* harmony import */ var _bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42835);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27328);
/* harmony import */ var _policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2409);




/** Checks of what guards a bucket and is no part of it. Pure. */
function checkAccountBlock(reading, place) {
    const check = 'account-public-access-block';
    const account = place.accountId ?? 'the account';
    return (0,_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .judged */ .g$)(check, account, reading, (open) => open.length === 0
        ? (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(check, account, 'The account blocks public access to all of its buckets.')
        : (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(check, account, 'The account does not block public access to all of its buckets.', {
            evidence: open.map((name) => `${name} is off`),
            fix: `aws s3control put-public-access-block --account-id ${account} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
        }));
}
/**
 * @param name as the bucket names its KMS key; undefined: S3's own keys are used, or the key that AWS manages
 * @param reading undefined where there is no key of its own
 */
function checkKeyPolicy(name, reading, place) {
    const check = 'key-policy';
    if (name.state !== 'ok')
        return (0,_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .unread */ .gy)(check, place.bucket, name);
    const key = name.value;
    if (key === undefined || reading === undefined)
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(check, place.bucket, 'The bucket uses no KMS key of its own.');
    const statements = (0,_access_js__WEBPACK_IMPORTED_MODULE_0__/* .statementsOf */ .GX)(reading);
    if (statements.state !== 'ok')
        return (0,_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .unread */ .gy)(check, key, statements);
    const allows = statements.value.filter(({ effect }) => effect === 'Allow');
    const open = allows.filter(({ principals, conditions }) => namesAnybody(principals) && !conditions.some(picksCallers));
    const others = allows.flatMap((statement) => othersIn(statement, (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(key)));
    const show = `aws kms get-key-policy --key-id ${key} --policy-name default --query Policy --output text`;
    if (open.length > 0) {
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(check, key, 'The policy of the KMS key lets anybody use it.', {
            evidence: open.map(({ sid, actions }) => `${sid ?? 'a statement'}: ${actions.join(', ')}`),
            fix: `Name the roles that may use it: ${show}`,
        });
    }
    if (others.length > 0) {
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)(check, key, 'The policy of the KMS key admits other accounts.', {
            severity: others.some(({ mayDestroy }) => mayDestroy) ? 'high' : 'medium',
            evidence: others.map(({ name, mayDestroy }) => (mayDestroy ? `${name}, which may delete the key` : name)),
            fix: `Remove them if they are not meant: ${show}`,
        });
    }
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .passed */ .bF)(check, key, 'The policy of the KMS key admits nobody outside the account.');
}
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
function othersIn(statement, own) {
    const mayDestroy = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'].some((action) => (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .matchesAction */ .ch)(statement, action));
    return (statement.principals?.['AWS'] ?? [])
        .filter((name) => name !== '*' && (0,_policies_evaluate_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(name) !== own)
        .map((name) => ({ name, mayDestroy }));
}


/***/ }),

/***/ 63710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ rankOf),
/* harmony export */   o: () => (/* binding */ SEVERITIES)
/* harmony export */ });
/** How severe a finding is, from a remark to critical. */
const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical'];
function rankOf(severity) {
    return SEVERITIES.indexOf(severity);
}


/***/ }),

/***/ 93260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WZ: () => (/* binding */ checkProvider),
  Rr: () => (/* binding */ checkTrust),
  nY: () => (/* binding */ isBoundToEnvironment)
});

// EXTERNAL MODULE: ./lib/aws/audit/bucket.js
var bucket = __webpack_require__(42835);
// EXTERNAL MODULE: ./lib/aws/audit/severity.js
var severity = __webpack_require__(63710);
;// CONCATENATED MODULE: ./lib/aws/audit/claims.js
/** How much a trust policy admits by its conditions on the claims of a GitHub token: which repositories, which of their jobs. */

/** From the narrowest to the widest. `callers`: whoever may call one workflow file, and then runs its steps only. */
const REPOSITORIES = ['one', 'callers', 'owner', 'any'];
/** `one`: one branch, tag, environment or workflow file. `any`: pull requests too. */
const JOBS = ['one', 'some', 'any'];
const EVERYTHING = { repositories: 'any', jobs: 'any' };
/**
 * Claims that tell a repository or a job; STS checks more than `sub` and `aud` since 2026, and a condition on a claim that it
 * does not know never holds: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 * Others (`actor`, `workflow`) tell neither: any branch may hold a workflow of that name.
 */
const CLAIMS = {
    sub: reachOfSubject,
    repository: (name) => ({ repositories: repositoriesNamed(name) }),
    // A subject by a template may go on after the id.
    repository_id: (id) => ({ repositories: hasWildcard(id.split(':')[0] ?? '') ? 'any' : 'one' }),
    repository_owner: (name) => ({ repositories: hasWildcard(name) ? 'any' : 'owner' }),
    repository_owner_id: (id) => ({ repositories: hasWildcard(id) ? 'any' : 'owner' }),
    enterprise: (name) => ({ repositories: hasWildcard(name) ? 'any' : 'owner' }),
    enterprise_id: (id) => ({ repositories: hasWildcard(id) ? 'any' : 'owner' }),
    environment: (name) => ({ jobs: hasWildcard(name) ? 'some' : 'one' }),
    ref: (ref) => ({ jobs: jobsOn(ref) }),
    job_workflow_ref: reachOfWorkflow,
    workflow_ref: reachOfWorkflow,
};
/** How much one value of a claim admits. */
function reachOf(claim, value) {
    return { ...EVERYTHING, ...CLAIMS[claim]?.(value) };
}
/**
 * How much conditions admit together: all of them must hold, so the narrowest of each kind counts; the values of one are
 * alternatives, so its widest counts.
 */
function reachOfAll(conditions) {
    const each = conditions.map(({ key, values }) => {
        const claim = claimOf(key);
        const reaches = values.map((value) => reachOf(claim, value));
        return {
            repositories: widest(REPOSITORIES, reaches.map((reach) => reach.repositories)),
            jobs: widest(JOBS, reaches.map((reach) => reach.jobs)),
        };
    });
    return {
        repositories: narrowest(REPOSITORIES, each.map((reach) => reach.repositories)),
        jobs: narrowest(JOBS, each.map((reach) => reach.jobs)),
    };
}
/** `sub` of `token.actions.githubusercontent.com:sub`. */
function claimOf(key) {
    return key.slice(key.lastIndexOf(':') + 1).toLowerCase();
}
/** Whether conditions on a claim can keep anybody out. */
function tellsOrigin(claim) {
    return claim in CLAIMS;
}
/** undefined: narrow enough. */
function severityOf({ repositories, jobs }) {
    const worst = [BY_REPOSITORIES[repositories], BY_JOBS[jobs]].reduce((a, b) => ((0,severity/* rankOf */.I)(b) > (0,severity/* rankOf */.I)(a) ? b : a), 'none');
    return worst === 'none' ? undefined : worst;
}
const BY_REPOSITORIES = { one: 'none', callers: 'low', owner: 'high', any: 'critical' };
const BY_JOBS = { one: 'none', some: 'medium', any: 'high' };
function wordsOf({ repositories, jobs }) {
    const words = [SAID_OF_REPOSITORIES[repositories], SAID_OF_JOBS[jobs]].filter((said) => said !== '');
    return words.length === 0 ? 'one branch, tag, environment or workflow file' : words.join('; ');
}
const SAID_OF_REPOSITORIES = {
    one: '',
    callers: 'jobs of every repository that may call this workflow fit',
    owner: 'several repositories of the owner fit',
    any: 'repositories of other owners fit',
};
const SAID_OF_JOBS = {
    one: '',
    some: 'several branches, tags or environments fit',
    any: 'pull requests, which run code that nobody has reviewed, fit',
};
/**
 * Owner and name of a repository, with `@id` after each in the immutable form, and what the organisation's template has
 * after them: https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
function reachOfSubject(subject) {
    const [, repository, rest] = /^repo:([^/:]*\/[^:]*)(?::(.*))?$/.exec(subject) ?? [];
    if (repository === undefined)
        return reachOfTemplate(subject);
    const repositories = repositoriesNamed(repository);
    // Without anything after the name no job has such a subject.
    if (rest === undefined)
        return { repositories, jobs: /\*$/.test(repository) ? 'any' : 'one' };
    if (rest === 'pull_request' || /^[*?]/.test(rest))
        return { repositories, jobs: 'any' };
    return { repositories, jobs: hasWildcard(rest) ? 'some' : 'one' };
}
/** Further claims by which an organisation's template may begin a subject: they tell neither repository nor job. */
const OTHER_CLAIMS = [
    ...['actor', 'actor_id', 'base_ref', 'event_name', 'head_ref', 'job_workflow_sha', 'ref_type', 'ref_protected'],
    ...['repository_visibility', 'runner_environment', 'workflow', 'workflow_sha'],
];
/**
 * A subject by a template without `repo`: names of claims, each with its value after a colon. What begins otherwise is
 * another issuer's, and only its wildcards can be judged.
 */
function reachOfTemplate(subject) {
    const names = [...Object.keys(CLAIMS).filter((name) => name !== 'sub'), ...OTHER_CLAIMS];
    const parts = subject.split(new RegExp(`(?:^|:)(${names.join('|')}):`));
    if (parts.length > 1 && parts[0] === '') {
        const values = parts
            .slice(1)
            .flatMap((part, index, all) => index % 2 === 0 ? [{ operator: 'StringLike', key: `:${part}`, values: [all[index + 1] ?? ''] }] : []);
        return reachOfAll(values);
    }
    if (/^[*?]|^repo:/.test(subject))
        return hasWildcard(subject) ? {} : { repositories: 'one', jobs: 'one' };
    return { repositories: 'one', jobs: hasWildcard(subject) ? 'some' : 'one' };
}
/** `owner/name`; ids that are left open make it the name alone. */
function repositoriesNamed(repository) {
    const [owner = '', name = ''] = repository.split('/');
    if (name === '' || hasWildcard(owner.replace(/@\*$/, '')))
        return 'any';
    return hasWildcard(name.replace(/@\*$/, '')) ? 'owner' : 'one';
}
function jobsOn(ref) {
    if (!/^refs\/(heads|tags)\//.test(ref))
        return hasWildcard(ref) || /^refs\/pull\//.test(ref) ? 'any' : 'one';
    return hasWildcard(ref) ? 'some' : 'one';
}
/**
 * `owner/name/.github/workflows/file@ref`: the file with the job's steps, which other repositories may call. Any file at one
 * ref is what the subject of a branch admits too.
 */
function reachOfWorkflow(value) {
    const at = value.lastIndexOf('@');
    const [owner = '', name = ''] = value.slice(0, Math.max(at, 0)).split('/');
    const repositories = repositoriesNamed(`${owner}/${name}`);
    const ref = at < 0 ? '*' : value.slice(at + 1);
    return { repositories: repositories === 'one' ? 'callers' : repositories, jobs: jobsOn(ref) };
}
function hasWildcard(text) {
    return /[*?]/.test(text);
}
function widest(scale, found) {
    return scale[Math.max(...found.map((item) => scale.indexOf(item)))];
}
function narrowest(scale, found) {
    return scale[Math.min(scale.length - 1, ...found.map((item) => scale.indexOf(item)))];
}

// EXTERNAL MODULE: ./lib/aws/audit/finding.js
var audit_finding = __webpack_require__(27328);
// EXTERNAL MODULE: ./lib/aws/policies/evaluate.js
var evaluate = __webpack_require__(2409);
;// CONCATENATED MODULE: ./lib/aws/audit/trust.js





/** Who may become the role, by what its trust policy says. Pure; one finding at least per check that applies. */
function checkTrust({ arn, trust }) {
    const allows = trust.filter((statement) => statement.effect === 'Allow' &&
        ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole', 'sts:AssumeRoleWithSAML'].some((action) => (0,evaluate/* matchesAction */.ch)(statement, action)));
    const federated = allows.flatMap((statement) => issuersOf(statement).map((issuer) => ({ issuer, conditions: statement.conditions })));
    return [...checkPrincipals(arn, allows), ...federated.flatMap((each) => checkFederation(arn, each))];
}
/** Issuers by the names that begin their claims' keys: host and path of the provider. */
function issuersOf({ principals }) {
    return (principals?.['Federated'] ?? []).flatMap((provider) => /:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? []);
}
function checkFederation(arn, { issuer, conditions }) {
    const ofIssuer = conditions.filter(({ key }) => key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`));
    const audience = ofIssuer.filter(({ key }) => claimOf(key) === 'aud');
    return [checkOperators(arn, ofIssuer), checkAudience(arn, audience, issuer), ...checkOrigin(arn, ofIssuer, issuer)];
}
/** Operators that hold where the claim is missing, or that do not mean what they seem to. */
function checkOperators(arn, conditions) {
    const evidence = conditions.flatMap((condition) => {
        const { operator, key, values } = condition;
        const name = `${operator} ${key}`;
        if (/^ForAllValues:/i.test(operator))
            return [`${name}: holds where the token has no such claim`];
        if (/IfExists$/i.test(operator))
            return [`${name}: holds where the token has no such claim`];
        if (/^Null$/i.test(operator) && values.includes('true'))
            return [`${name}: holds where the token has no such claim`];
        if (/[*?]/.test(key))
            return [`${name}: a claim by this name does not exist, wildcards are taken literally`];
        if (/Not/.test(operator))
            return [`${name}: admits everything but what is listed`];
        if (/Equals/.test(operator) && values.some((value) => value.includes('*')))
            return [`${name}: ${values.join(', ')}: the wildcard is taken literally, nothing fits`];
        return [];
    });
    if (evidence.length === 0)
        return (0,audit_finding/* passed */.bF)('trust-operator', arn, 'The conditions of its trust policy are sound.');
    return (0,audit_finding/* failed */.gz)('trust-operator', arn, 'Conditions of its trust policy do not mean what they seem to.', {
        evidence,
        fix: 'Use StringEquals with whole values; StringLike only where a wildcard is needed.',
    });
}
/** Whether a condition keeps anybody out. What is only known when it is asked (`${...}`) may be anything. */
function restricts({ operator, key, values }) {
    if (/[*?]/.test(key) || values.length === 0 || values.some((value) => /^[*]+$|\$\{/.test(value)))
        return false;
    return /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/i.test(operator);
}
function checkAudience(arn, conditions, issuer) {
    const sound = conditions.filter(restricts);
    const audiences = sound.flatMap(({ values }) => values);
    if (sound.length > 0)
        return (0,audit_finding/* passed */.bF)('trust-audience', arn, 'Its trust policy asks for an audience.', audiences);
    return (0,audit_finding/* failed */.gz)('trust-audience', arn, 'Its trust policy asks for no audience (aud).', {
        fix: `Add to StringEquals: "${issuer}:aud": "sts.amazonaws.com"`,
    });
}
function checkOrigin(arn, ofIssuer, issuer) {
    const fix = `Name the repository and its environment, branch or workflow file: "StringEquals": {"${issuer}:sub": ["repo:OWNER/NAME:environment:ENVIRONMENT"]}, or "${issuer}:repository_id" with "${issuer}:environment", "${issuer}:ref" or "${issuer}:job_workflow_ref".`;
    const origin = ofIssuer.filter(({ key }) => tellsOrigin(claimOf(key)));
    const conditions = origin.filter(restricts);
    if (conditions.length === 0) {
        return [
            (0,audit_finding/* failed */.gz)('trust-subject', arn, 'Its trust policy asks for no subject (sub): any repository at the issuer may assume it.', {
                severity: 'critical',
                evidence: origin.map(shown),
                fix,
            }),
        ];
    }
    const reach = reachOfAll(conditions);
    const severity = severityOf(reach);
    const said = conditions.flatMap(({ values }) => values);
    const finding = severity === undefined
        ? (0,audit_finding/* passed */.bF)('trust-subject', arn, 'Its trust policy names the jobs that may assume it.', said)
        : (0,audit_finding/* failed */.gz)('trust-subject', arn, 'Its trust policy admits more than jobs of one branch, environment or workflow file.', {
            severity,
            evidence: [...conditions.map(shown), wordsOf(reach)],
            fix,
        });
    return [finding, checkForms(arn, conditions)];
}
function shown({ operator, key, values }) {
    return `${operator} ${key} ${values.join(', ')}`;
}
/** Names of repositories can be taken by others, ids cannot. */
function checkForms(arn, conditions) {
    const named = conditions.flatMap(({ key, values }) => values.filter((value) => ['repository', 'job_workflow_ref'].includes(claimOf(key)) || value.startsWith('repo:')));
    const immutable = named.filter((value) => /^repo:[^/:]+@\d+\/[^:]+@\d+:/.test(value));
    const hasIds = conditions.some(({ key }) => /^repository_(owner_)?id$/.test(claimOf(key)));
    if (immutable.length === named.length || hasIds)
        return (0,audit_finding/* passed */.bF)('trust-subject-form', arn, 'Its trust policy names repositories by their ids.');
    const both = immutable.length > 0;
    return (0,audit_finding/* failed */.gz)('trust-subject-form', arn, both
        ? 'Its trust policy names repositories by name and by id.'
        : 'Its trust policy names repositories by name only.', {
        severity: both ? 'none' : 'low',
        evidence: named,
        fix: both
            ? 'Once the repository uses immutable subjects, remove the subjects without ids.'
            : 'Add the immutable form, repo:OWNER@OWNER_ID/NAME@REPOSITORY_ID:..., beside it (mode setup prints both), or ask for repository_id too.',
    });
}
function checkPrincipals(arn, allows) {
    const own = (0,evaluate/* ownerOf */.bf)(arn);
    const found = allows.flatMap((statement) => principalRisks(statement, own));
    if (found.length === 0)
        return [(0,audit_finding/* passed */.bF)('trust-principal', arn, 'Its trust policy admits no account as a whole, and no other account.')];
    const worst = found.reduce((a, b) => ((0,severity/* rankOf */.I)(b.severity) > (0,severity/* rankOf */.I)(a.severity) ? b : a));
    return [
        (0,audit_finding/* failed */.gz)('trust-principal', arn, 'Its trust policy admits principals besides the jobs of a repository.', {
            severity: worst.severity,
            evidence: found.map(({ says }) => says),
            fix: `Name the roles that may assume it: aws iam update-assume-role-policy --role-name ${arn.slice(arn.lastIndexOf('/') + 1)} --policy-document file://trust.json`,
        }),
    ];
}
function principalRisks(statement, own) {
    const { principals, notPrincipals, conditions } = statement;
    if (notPrincipals !== undefined)
        return [{ severity: 'critical', says: 'NotPrincipal admits everybody else' }];
    const isConditional = conditions.length > 0;
    const services = principals?.['Service'] ?? [];
    const strangers = (principals?.['Federated'] ?? []).filter((name) => !name.includes(':oidc-provider/'));
    return [
        ...strangers.map((name) => ({
            severity: isConditional ? 'medium' : 'high',
            says: `another identity provider: ${name}`,
        })),
        ...(principals?.['AWS'] ?? []).flatMap((name) => awsRisk(name, own, isConditional) ?? []),
        ...services.map((name) => ({ severity: 'medium', says: `a service: ${name}` })),
    ];
}
function awsRisk(name, own, isConditional) {
    if (name === '*')
        return { severity: isConditional ? 'high' : 'critical', says: 'anybody at AWS' };
    if ((0,evaluate/* ownerOf */.bf)(name) !== own)
        return { severity: isConditional ? 'medium' : 'high', says: `another account: ${name}` };
    if ((0,evaluate/* accountOf */.XP)(name) === undefined)
        return undefined;
    return { severity: 'medium', says: `whoever in the account may assume roles: ${name}` };
}
/** Whether only jobs bound to an environment, which can ask for reviewers, may assume the role. */
function isBoundToEnvironment({ trust }) {
    const allows = trust.filter(({ effect }) => effect === 'Allow');
    return (allows.length > 0 &&
        allows.every((statement) => {
            const conditions = statement.conditions.filter(restricts);
            return (issuersOf(statement).length > 0 &&
                Object.keys(statement.principals ?? {}).every((kind) => kind === 'Federated') &&
                reachOfAll(conditions).repositories === 'one' &&
                conditions.some(namesEnvironments));
        }));
}
function namesEnvironments({ key, values }) {
    const pattern = { sub: /^repo:[^*?]+:environment:[^*?]+$/, environment: /^[^*?]+$/ }[claimOf(key)];
    return pattern !== undefined && values.every((value) => pattern.test(value));
}
/** Whether the OIDC provider that a trust policy names is there, and which audiences it knows. */
function checkProvider(arn, reading) {
    if (reading.state !== 'ok')
        return (0,bucket/* unread */.gy)('oidc-provider', arn, reading);
    if (reading.value === 'missing') {
        return (0,audit_finding/* failed */.gz)('oidc-provider', arn, 'The OIDC provider that a trust policy names is not there.', {
            fix: `aws iam create-open-id-connect-provider --url https://${arn.slice(arn.indexOf('/') + 1)} --client-id-list sts.amazonaws.com`,
        });
    }
    const audiences = reading.value;
    const others = audiences.filter((name) => !/^sts\.amazonaws\.com(\.cn)?$/.test(name));
    if (others.length === 0)
        return (0,audit_finding/* passed */.bF)('oidc-provider', arn, 'The OIDC provider admits tokens for AWS only.', audiences);
    return (0,audit_finding/* failed */.gz)('oidc-provider', arn, 'The OIDC provider admits tokens that were made for other services.', {
        severity: 'low',
        evidence: others,
        fix: `aws iam remove-client-id-from-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${others[0] ?? ''}`,
    });
}


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
    backup: { modes: ['backup'], environment: 'holdfast', fromBranch: true },
    restore: { modes: ['restore', 'list', 'find', 'diff', 'cat'], environment: 'holdfast', fromBranch: false },
    verify: { modes: ['verify'], environment: 'holdfast', fromBranch: false },
    prune: { modes: ['prune'], environment: 'holdfast-admin', fromBranch: false },
    repair: { modes: ['repair', 'undelete', 'mark'], environment: 'holdfast-admin', fromBranch: false },
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
/** Written only by roles that confirm or judge backups. The role of a backup would confirm its own work. */
const JUDGEMENTS = ['marks/*', 'state/*'];
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
