export const id = 690;
export const ids = [690];
export const modules = {

/***/ 65811:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jc: () => (/* binding */ vaultStatements),
/* harmony export */   Jm: () => (/* binding */ isOwnSid),
/* harmony export */   RZ: () => (/* binding */ trustPolicy),
/* harmony export */   SH: () => (/* binding */ rolesNamedBy),
/* harmony export */   ST: () => (/* binding */ ROLE_NAMES),
/* harmony export */   T8: () => (/* binding */ noOverwrite),
/* harmony export */   Vk: () => (/* binding */ sameJson),
/* harmony export */   Z6: () => (/* binding */ subjectsOf),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   gg: () => (/* binding */ ROLES),
/* harmony export */   k5: () => (/* binding */ writesOfRole),
/* harmony export */   oX: () => (/* binding */ GITHUB_ISSUER),
/* harmony export */   uC: () => (/* binding */ marksOfRole),
/* harmony export */   v2: () => (/* binding */ rolePolicy)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _session_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67892);


/**
 * The roles of a vault. Each has the rights of its modes and no others; session-policy.ts says which. So whoever holds the
 * role of a nightly job can neither thin out backups nor vouch for them.
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
/** What a role may do in the vault: the policy to attach to it. */
function rolePolicy(role, place) {
    return (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .policyDocument */ .yr)((0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .allowStatements */ .Y5)(ROLES[role].modes, place, (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .vaultPath */ .O)(place.prefix)));
}
/** Kinds of marks that a role may set, on any snapshot; `*` is all of them. */
function marksOfRole(role) {
    const kinds = (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .marksOf */ .Ok)(ROLES[role].modes);
    return kinds.includes('*') ? ['*'] : kinds;
}
/** What a role may write, as paths below `v1/` with wildcards. */
function writesOfRole(role) {
    return (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .writtenPaths */ .MD)(ROLES[role].modes);
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
const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
/** Who may assume a role: jobs with one of the subjects, spelled out, whose token was made for this audience. */
function trustPolicy(subjects, { providerArn, audience }) {
    const conditions = { [`${GITHUB_ISSUER}:aud`]: audience, [`${GITHUB_ISSUER}:sub`]: subjects };
    return (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .policyDocument */ .yr)([
        {
            Effect: 'Allow',
            Principal: { Federated: providerArn },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: conditions },
        },
    ]);
}
/** Actions by which a backup could be destroyed, or brought within the reach of a rule that destroys. */
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
/** Written by roles that vouch for backups or judge them; a backup's role would vouch for itself. */
const JUDGEMENTS = ['marks/*', 'state/*'];
/**
 * What the bucket refuses, whatever the roles allow.
 *
 * @param backupRoles ARNs of the roles that back up; nothing is denied to roles where there are none
 * @param tls false where the server is reached without TLS: the vault would lock itself out
 */
function vaultStatements(place, { backupRoles, tls }) {
    const bucket = (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketArn */ .SB)(place);
    const objects = (path) => (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .objectArn */ .nd)(place, path);
    const putDenied = (name, header) => ({
        ...denied(sid(name, place), 's3:PutObject', objects('*')),
        Condition: { Null: { [header]: 'false' } },
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
 * Refuses every PutObject that could overwrite, multipart uploads included: those of a vault are single and conditional.
 * Only for servers that know the condition key: others may refuse the conditional ones too (docs/format.md, rule 11).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 *
 * @param path below `v1/`; the probe's alone, to find out what the server makes of it
 */
function noOverwrite(place, path = '*') {
    const name = path === '*' ? 'NoOverwrite' : 'OverwriteProbe';
    return {
        ...denied(sid(name, place), 's3:PutObject', (0,_session_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .objectArn */ .nd)(place, path)),
        Condition: { Null: { 's3:if-none-match': 'true' } },
    };
}
function denied(name, actions, resources) {
    return { Sid: name, Effect: 'Deny', Principal: '*', Action: actions, Resource: resources };
}
/**
 * AWS refuses a policy that names a role that does not exist as its principal; as a condition it may. Ceph does not know
 * that condition key, and takes any name of a role.
 */
function onlyFor(roles, aws) {
    return aws ? { Condition: { ArnLike: { 'aws:PrincipalArn': roles } } } : { Principal: { AWS: roles } };
}
/** The roles that statements of ours are about. */
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
    const names = ['NoCopies', 'NoCustomerKeys', 'BackupOnlyAdds', 'BackupVouchesForNothing', 'BackupKeepsSettings'];
    const own = [...names, 'NoOverwrite', 'OverwriteProbe'].map((name) => sid(name, place));
    return typeof text === 'string' && ['HoldfastTlsOnly', ...own].includes(text);
}
function sameJson(a, b) {
    return canonicalJson(a) === canonicalJson(b);
}
/**
 * The same text for what AWS reads as the same: a list of one is its element, and the order of keys and of texts in a list
 * says nothing.
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
    if (typeof value !== 'object' || value === null)
        return value;
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]).toSorted(([x], [y]) => (x < y ? -1 : 1)));
}


/***/ }),

/***/ 83309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  setup: () => (/* binding */ setup)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/aws/partition.js
var partition = __webpack_require__(80915);
// EXTERNAL MODULE: ./lib/aws/policies.js
var policies = __webpack_require__(65811);
// EXTERNAL MODULE: ./lib/aws/session-policy.js
var session_policy = __webpack_require__(67892);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/aws/retry.js
var retry = __webpack_require__(8083);
// EXTERNAL MODULE: ./lib/aws/s3-errors.js
var s3_errors = __webpack_require__(47159);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
;// CONCATENATED MODULE: ./lib/aws/setup/line.js
/** A call that the provider does not serve is left out, and said. Denied ones never come here: see facts.ts. */
function part(setting, reading, plan) {
    if (reading.state === 'ok') {
        const { now, then, step, notes = [] } = plan(reading.value);
        return { line: { setting, now, then: then ?? now, ...(step && { step }) }, notes };
    }
    const why = reading.state === 'unknown' ? reading.reason : `The credentials lack ${reading.permission}.`;
    return {
        line: { setting, now: 'not served', then: 'left out' },
        notes: [
            { class: `setup-${setting.replaceAll(' ', '-')}`, message: `The provider has no setting "${setting}".`, why },
        ],
    };
}
/** Kept, and said, since the user asked for less. */
function stricter(setting, now, asked) {
    return {
        class: 'setup-stricter',
        message: `${setting}: ${now} stays, though ${asked} was asked for.`,
        why: 'Setup never weakens what is stricter already.',
    };
}

;// CONCATENATED MODULE: ./lib/aws/setup/bucket-policy.js





const policySchema = dist/* looseObject */._H3({
    Statement: dist/* union */.KCZ([dist/* array */.YOg(dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J())), dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J())]),
});
/**
 * The bucket's policy with the statements of the vault. Those of others stay, word for word. A statement of ours that
 * somebody changed stays too, without its Sid: it can only deny more.
 */
function planPolicy(reading, wanted) {
    const { place } = wanted;
    const existing = reading.state === 'ok' ? parseStatements(reading.value) : [];
    const own = existing.filter(({ Sid }) => (0,policies/* isOwnSid */.Jm)(Sid, place));
    const overwrite = (0,policies/* noOverwrite */.T8)(place);
    const backupRoles = [...new Set([...own.flatMap(policies/* rolesNamedBy */.SH), ...wanted.backupRoles])];
    const statements = (0,policies/* vaultStatements */.Jc)(place, { backupRoles, tls: wanted.tls });
    const kept = existing.flatMap((statement) => keep(statement, [...statements, overwrite], wanted));
    const added = statements.filter((statement) => !kept.some((other) => (0,policies/* sameJson */.Vk)(other, statement)));
    const next = [...kept, ...added];
    const withoutOverwrite = next.filter((statement) => !(0,policies/* sameJson */.Vk)(statement, overwrite));
    const planned = { now: countOf(existing) };
    const step = { operation: 'PutBucketPolicy', input: { Policy: policyText(next) } };
    const names = added.map(({ Sid }) => Sid).join(', ');
    const then = names === '' ? countOf(next) : `${kept.length === 0 ? '' : `${countOf(kept)} and `}${names}`;
    return {
        part: part('bucket policy', reading, () => ((0,policies/* sameJson */.Vk)(existing, next) ? planned : { ...planned, then, step })),
        statements: withoutOverwrite,
        refusesOverwrite: withoutOverwrite.length < next.length,
    };
}
function keep(statement, wanted, { place }) {
    const { Sid, ...rest } = statement;
    if (!(0,policies/* isOwnSid */.Jm)(Sid, place) || wanted.some((each) => (0,policies/* sameJson */.Vk)(each, statement)))
        return [statement];
    // Left behind by a run that was interrupted while it probed.
    if ((0,policies/* sameJson */.Vk)(statement, (0,policies/* noOverwrite */.T8)(place, 'probe')))
        return [];
    const replaced = wanted.find((each) => each.Sid === Sid);
    return replaced !== undefined && isWithin(statement, replaced) ? [] : [rest];
}
/** Whether a statement differs from the new one only in that it names fewer roles. */
function isWithin(old, next) {
    const nameless = (statement) => ({ ...statement, Principal: 0, Condition: 0 });
    const [before, after] = [(0,policies/* rolesNamedBy */.SH)(old), (0,policies/* rolesNamedBy */.SH)(next)];
    return (0,policies/* sameJson */.Vk)(nameless(old), nameless(next)) && before.length > 0 && before.every((arn) => after.includes(arn));
}
function policyText(statements) {
    return JSON.stringify((0,session_policy/* policyDocument */.yr)(statements));
}
function parseStatements(text) {
    if (text === undefined || text === '')
        return [];
    try {
        return [dist/* parse */.qgA(policySchema, JSON.parse(text)).Statement].flat();
    }
    catch (cause) {
        throw new errors/* HoldfastError */.Et({
            code: 'corrupt-policy',
            message: 'The policy of the bucket could not be read: it is no policy document.',
            fix: 'Look at it with aws s3api get-bucket-policy, and put it right.',
            cause,
        });
    }
}
function countOf(statements) {
    const count = statements.length;
    return count === 0 ? 'none' : `${count} statement${count === 1 ? '' : 's'}`;
}

// EXTERNAL MODULE: ./lib/aws/posture.js
var posture = __webpack_require__(63305);
;// CONCATENATED MODULE: ./lib/aws/setup/facts.js





/** The settings that setup looks after. */
const NAMES = [
    'versioning',
    'encryption',
    'openSwitches',
    'ownership',
    'lifecycle',
    'objectLock',
    'policy',
];
const unset = { state: 'ok', value: undefined };
/** Of a bucket that is not there yet: what AWS sets by itself is found out once it is. */
const NO_SETTINGS = {
    versioning: { state: 'ok', value: { status: 'never', mfaDelete: false } },
    encryption: unset,
    openSwitches: { state: 'ok', value: (0,posture/* openSwitchesOf */.aU)(undefined) },
    ownership: { state: 'ok', value: 'ObjectWriter' },
    lifecycle: { state: 'ok', value: { rules: [], minimumSize: undefined } },
    objectLock: unset,
    policy: unset,
};
/**
 * Reads the settings of a bucket in eight calls; undefined if there is no such bucket.
 *
 * @throws bucket-not-yours if the name belongs to somebody else, or the credentials may not use the bucket; wrong-region;
 * access-denied, naming every permission that is missing: what cannot be read could be weakened unseen
 */
async function readBucket(connection, signal) {
    if (!(await bucketExists(connection, signal)))
        return undefined;
    const facts = await (0,posture/* readSettings */.sb)(connection, NAMES, signal);
    const missing = Object.values(facts).flatMap((reading) => (reading.state === 'denied' ? [reading.permission] : []));
    if (missing.length === 0)
        return facts;
    const { bucket } = connection.settings;
    throw new errors/* HoldfastError */.Et({
        code: 'access-denied',
        message: `The settings of the bucket ${bucket} could not be read: ${missing.join(', ')} is not allowed.`,
        why: 'Nothing is changed that could not be looked at before: it may be stricter than what setup would write.',
        fix: `Allow ${missing.join(', ')} on the bucket (mode setup prints the policy of the role for it: without apply, under "policies").`,
    });
}
async function bucketExists(connection, signal) {
    const { client, settings, emit } = connection;
    const { bucket, expectedBucketOwner } = settings;
    const input = { Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner };
    const options = signal === undefined ? {} : { abortSignal: signal };
    const policy = settings.retry ?? retry/* DEFAULT_RETRY */.vI;
    try {
        await (0,retry/* withRetries */.LH)(() => client.send(new dist_cjs/* HeadBucketCommand */.kuI(input), options), {
            policy,
            what: 'HeadBucket',
            emit,
            signal,
        });
        return true;
    }
    catch (error) {
        signal?.throwIfAborted();
        const explained = (0,s3_errors/* explainS3Error */.y6)(error, { ...settings, operation: 'HeadBucket' });
        const isExplained = explained instanceof errors/* HoldfastError */.Et;
        // HEAD answers have no body, so that the status alone tells.
        if (isExplained && explained.code !== 'wrong-region' && (0,retry/* shapeOf */.F5)(error).$metadata?.httpStatusCode === 404)
            return false;
        if (isExplained && explained.code === 'access-denied')
            throw notYours(connection, explained);
        throw explained;
    }
}
/** Said of a bucket that is there, and that is not to be set up with these credentials. */
function notYours({ settings }, cause) {
    const { bucket, expectedBucketOwner: owner } = settings;
    return new errors/* HoldfastError */.Et({
        code: 'bucket-not-yours',
        message: `The bucket ${bucket} exists, and these credentials may not set it up.`,
        why: `Names of buckets are shared by all accounts: it may be somebody else's${owner === undefined ? '' : ` (account ${owner} is expected)`}. Or it is yours, and the role lacks s3:ListBucket, or a policy of the bucket refuses it.`,
        fix: 'If the bucket is yours, allow s3:ListBucket on it, or set expected-bucket-owner to its account; else choose another name.',
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/aws/setup/apply.js








/** The input of a step has been made for its command by the planner. */
const COMMANDS = {
    PutPublicAccessBlock: dist_cjs/* PutPublicAccessBlockCommand */.ZXv,
    PutBucketOwnershipControls: dist_cjs/* PutBucketOwnershipControlsCommand */.o9A,
    PutBucketVersioning: dist_cjs/* PutBucketVersioningCommand */.XjQ,
    PutBucketEncryption: dist_cjs/* PutBucketEncryptionCommand */.iRK,
    PutBucketLifecycleConfiguration: dist_cjs/* PutBucketLifecycleConfigurationCommand */.RJe,
    PutObjectLockConfiguration: dist_cjs/* PutObjectLockConfigurationCommand */.R0w,
    PutBucketPolicy: dist_cjs/* PutBucketPolicyCommand */.BfN,
};
/** One call of setup, repeated where that can help, its error explained. */
async function send(connection, operation, signal, ask) {
    const { settings, emit } = connection;
    try {
        await (0,retry/* withRetries */.LH)(() => ask(signal === undefined ? {} : { abortSignal: signal }), {
            policy: settings.retry ?? retry/* DEFAULT_RETRY */.vI,
            what: operation,
            emit,
            signal,
        });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw (0,s3_errors/* explainS3Error */.y6)(error, { ...settings, operation });
    }
}
/** Carries out one step of a plan; doing it twice does no harm. */
async function applyStep(connection, step, signal) {
    const { client, settings } = connection;
    const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner, ...step.input };
    const command = new COMMANDS[step.operation](input);
    await send(connection, step.operation, signal, (options) => client.send(command, options));
}
/** AWS's first region: buckets there are made without naming it. */
const DEFAULT_REGION = 'us-east-1';
/**
 * @param place.region where it is to lie; undefined: the server's only one
 * @throws bucket-not-yours if somebody else was faster
 */
async function createBucket(connection, { region, objectLock }, signal) {
    const { client, settings } = connection;
    const named = region !== undefined && region !== DEFAULT_REGION;
    const command = new dist_cjs/* CreateBucketCommand */.cZX({
        Bucket: settings.bucket,
        ...(objectLock && { ObjectLockEnabledForBucket: true }),
        ...(named && { CreateBucketConfiguration: { LocationConstraint: region } }),
    });
    try {
        await send(connection, 'CreateBucket', signal, (options) => client.send(command, options));
    }
    catch (error) {
        const cause = error.cause;
        // An earlier try of this run may have made it, and its answer been lost.
        if ((0,errors/* isNamed */.ev)(cause, 'BucketAlreadyOwnedByYou'))
            return;
        throw (0,errors/* isNamed */.ev)(cause, 'BucketAlreadyExists') ? notYours(connection, error) : error;
    }
}
const PROBE_TRIES = 6;
const PROBE_PAUSE_MS = 1000;
/**
 * Makes the bucket refuse to overwrite, if its server knows how: the statement is tried on the probe's key, where it
 * disturbs no backup, and taken back if conditional PUTs fail by it or plain ones do not (docs/format.md, rule 11).
 *
 * @param statements the policy without it
 * @returns whether the bucket refuses to overwrite now
 */
async function refuseOverwrite(connection, place, statements, probe, signal) {
    const put = (list) => putPolicy(connection, list, signal);
    let known = false;
    try {
        await put([...statements, (0,policies/* noOverwrite */.T8)(place, 'probe')]);
        known = await isKnown(probe, signal);
    }
    catch (error) {
        if (!isMalformed(error))
            throw error;
    }
    finally {
        await putPolicy(connection, known ? [...statements, (0,policies/* noOverwrite */.T8)(place)] : statements);
    }
    return known;
}
async function isKnown(probe, signal) {
    for (let tries = 1; tries <= PROBE_TRIES; tries++) {
        if (!(await probe.conditionalPutWorks()))
            return false;
        if (await probe.plainPutRefused())
            return probe.conditionalPutWorks();
        if (tries < PROBE_TRIES)
            await (0,external_node_timers_promises_.setTimeout)(probe.pauseMs ?? PROBE_PAUSE_MS, undefined, signal && { signal });
    }
    return false;
}
/** MinIO's answer to a condition key that it does not know. */
function isMalformed(error) {
    return error instanceof errors/* HoldfastError */.Et && (0,errors/* isNamed */.ev)(error.cause, 'MalformedPolicy');
}
async function putPolicy(connection, statements, signal) {
    await applyStep(connection, { operation: 'PutBucketPolicy', input: { Policy: policyText(statements) } }, signal);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/aws/bucket-checks.js
var bucket_checks = __webpack_require__(75809);
;// CONCATENATED MODULE: ./lib/aws/setup/lifecycle.js






/** Parts of an upload that nobody finished are nobody's; Holdfast makes no multipart uploads. */
const ABORT_MULTIPART_DAYS = 7;
/** Can be read at once, as packs must be. */
const COLD_CLASS = 'GLACIER_IR';
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
const ID_MAX_CHARS = 255;
/**
 * One rule for the vault, and one for its packs if they are to move. Both have the vault's prefix, so that other data in
 * the bucket is not touched; rules of others stay as they are.
 *
 * @throws bucket-unsafe if one of those endangers the vault: nobody but its owner can say what else it is for
 */
function planLifecycle({ rules, minimumSize }, wanted) {
    const vault = (0,session_policy/* vaultPath */.O)(wanted.place.prefix);
    const ids = { versions: ruleId('versions', vault), packs: ruleId('packs', vault) };
    const own = (id) => rules.find((rule) => rule.ID === id);
    const foreign = rules.filter(({ ID }) => ID !== ids.versions && ID !== ids.packs);
    refuseHarmful(foreign, wanted.place.prefix);
    const { days, notes } = noncurrentDays(foreign, own(ids.versions), wanted, vault);
    const versions = {
        ID: ids.versions,
        Status: 'Enabled',
        Filter: { Prefix: vault },
        // A marker without anything below it is only in the way; no backup is under it.
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
    const now = textOf(rules, wanted.place.prefix);
    if ((0,policies/* sameJson */.Vk)(rules, next))
        return { now, notes };
    const input = {
        LifecycleConfiguration: { Rules: next },
        ...(minimumSize !== undefined && { TransitionDefaultMinimumObjectSize: minimumSize }),
    };
    return {
        now,
        then: textOf(next, wanted.place.prefix),
        step: { operation: 'PutBucketLifecycleConfiguration', input },
        notes,
    };
}
function refuseHarmful(foreign, prefix) {
    const harmful = (0,bucket_checks/* judgeLifecycle */.UJ)({ state: 'ok', value: foreign }, prefix).filter(({ severity }) => severity === 'refuse');
    if (harmful.length === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bucket-unsafe',
        message: `A lifecycle rule of the bucket endangers the vault: ${harmful.map(({ message }) => message).join(' ')}`,
        why: [...new Set(harmful.map(({ why }) => why))].join(' '),
        fix: 'Setup changes no rule that it did not write. Disable the rule, give it a prefix or tag that leaves the vault out, or use a bucket of its own.',
    });
}
/**
 * Days for the vault's rule; undefined where a rule of somebody else expires noncurrent S3 versions of the whole vault
 * already: the shortest of several wins, so a further rule could only weaken it.
 */
function noncurrentDays(foreign, own, { noncurrentDays: asked, place }, vault) {
    const expiring = (0,bucket_checks/* rulesOn */.Tv)(foreign, place.prefix).filter((rule) => daysOf(rule) !== undefined);
    const shorter = expiring.filter((rule) => (daysOf(rule) ?? 0) < asked).map(({ ID }) => ID ?? '(without ID)');
    const notes = shorter.length === 0
        ? []
        : [
            {
                class: 'setup-lifecycle-shorter',
                message: `Noncurrent S3 versions are kept for less than ${asked} days by ${shorter.join(', ')}.`,
                why: 'Of several rules the shortest wins, and setup changes none that it did not write.',
                fix: 'Give that rule a prefix that leaves the vault out, or more days.',
            },
        ];
    if (expiring.some((rule) => isForAll(rule, vault)))
        return { days: undefined, notes };
    const before = own?.Status === 'Enabled' ? (daysOf(own) ?? 0) : 0;
    const text = `noncurrent S3 versions for ${before} days`;
    if (before > asked)
        return { days: before, notes: [...notes, stricter('lifecycle', text, `${asked} days`)] };
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
/** One for each vault of a bucket; a long prefix is told by its hash. */
function ruleId(kind, vault) {
    const id = `holdfast-${kind}:${vault}`;
    return id.length <= ID_MAX_CHARS ? id : `holdfast-${kind}:${(0,external_node_crypto_.createHash)('sha256').update(vault).digest('hex')}`;
}
function textOf(rules, prefix) {
    const texts = (0,bucket_checks/* rulesOn */.Tv)(rules, prefix).flatMap((rule) => [
        ...(daysOf(rule) === undefined ? [] : [`noncurrent ${daysOf(rule)} days`]),
        ...(rule.AbortIncompleteMultipartUpload === undefined
            ? []
            : [`unfinished uploads ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation} days`]),
        ...(rule.Transitions ?? []).map((move) => `packs to ${move.StorageClass} after ${move.Days} days`),
    ]);
    return texts.length === 0 ? 'nothing expires' : texts.join(', ');
}

;// CONCATENATED MODULE: ./lib/aws/setup/plan.js




/**
 * What has to change so that the bucket is fit for a vault. Nothing that is stricter is weakened, and nothing that is not
 * Holdfast's is changed. A bucket that is as wanted gives no step.
 *
 * @throws bucket-unsafe if a lifecycle rule of somebody else endangers the vault
 */
function planSetup(facts, wanted) {
    const policy = planPolicy(facts.policy, wanted);
    const parts = [
        part('public access block', facts.openSwitches, planPublicAccess),
        part('object ownership', facts.ownership, planOwnership),
        part('versioning', facts.versioning, planVersioning),
        part('encryption', facts.encryption, (rule) => planEncryption(rule, wanted.encryption)),
        part('lifecycle', facts.lifecycle, (lifecycle) => planLifecycle(lifecycle, wanted)),
        part('Object Lock', (0,posture/* mapReading */.P2)(facts.objectLock, posture/* lockOf */.Vx), (lock) => planObjectLock(lock, wanted.objectLockDays)),
        policy.part,
    ];
    return {
        lines: parts.map(({ line }) => line),
        notes: parts.flatMap(({ notes }) => notes),
        statements: policy.statements,
        refusesOverwrite: policy.refusesOverwrite,
        hasPolicies: facts.policy.state === 'ok',
    };
}
function planPublicAccess(open) {
    if (open.length === 0)
        return { now: 'blocked' };
    const all = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    const step = { operation: 'PutPublicAccessBlock', input: { PublicAccessBlockConfiguration: all } };
    return { now: `off: ${open.join(', ')}`, then: 'blocked', step };
}
const OWNER_ENFORCED = 'BucketOwnerEnforced';
function planOwnership(now) {
    if (now === OWNER_ENFORCED)
        return { now };
    const controls = { Rules: [{ ObjectOwnership: OWNER_ENFORCED }] };
    const step = { operation: 'PutBucketOwnershipControls', input: { OwnershipControls: controls } };
    return { now, then: OWNER_ENFORCED, step };
}
function planVersioning({ status }) {
    if (status === 'Enabled')
        return { now: status };
    const step = { operation: 'PutBucketVersioning', input: { VersioningConfiguration: { Status: 'Enabled' } } };
    return { now: status === 'never' ? 'never enabled' : status, then: 'Enabled', step };
}
/** From none to the strictest. */
const ALGORITHMS = [undefined, 'AES256', 'aws:kms', 'aws:kms:dsse'];
function planEncryption(rule, { mode, kmsKeyId }) {
    const current = rule?.ApplyServerSideEncryptionByDefault;
    const algorithm = mode === 'bucket-default' ? 'AES256' : mode;
    const now = [current?.SSEAlgorithm ?? 'none', current?.KMSMasterKeyID].filter(Boolean).join(' by ');
    const [is, shall] = [ALGORITHMS.indexOf(current?.SSEAlgorithm), ALGORITHMS.indexOf(algorithm)];
    const isOtherKey = is === shall && kmsKeyId !== undefined && !isKey(current?.KMSMasterKeyID, kmsKeyId);
    if (is > shall)
        return { now, notes: mode === 'bucket-default' ? [] : [stricter('encryption', now, algorithm)] };
    if (is === shall && !isOtherKey)
        return { now };
    const next = { SSEAlgorithm: algorithm, ...(kmsKeyId !== undefined && { KMSMasterKeyID: kmsKeyId }) };
    // A bucket key makes one call to KMS for many objects; DSSE knows none.
    const bucketKey = algorithm === 'aws:kms' ? { BucketKeyEnabled: true } : {};
    const rules = [{ ...rule, ApplyServerSideEncryptionByDefault: next, ...bucketKey }];
    const step = {
        operation: 'PutBucketEncryption',
        input: { ServerSideEncryptionConfiguration: { Rules: rules } },
    };
    return { now, then: [algorithm, kmsKeyId].filter(Boolean).join(' by '), step };
}
/** S3 gives a key back as it was given: an id, an ARN or an alias. */
function isKey(now, wanted) {
    return now === wanted || now?.endsWith(`:key/${wanted}`) === true || wanted.endsWith(`:key/${now}`);
}
function planObjectLock(lock, days) {
    const now = lock === undefined ? 'off' : lock.mode === undefined ? 'on, no default' : lockText(lock.mode, lock.days);
    if (days === undefined)
        return { now };
    if (lock !== undefined && lock.days >= days)
        return { now, notes: lock.days > days ? [stricter('Object Lock', now, `${days} days`)] : [] };
    const Mode = lock?.mode ?? 'GOVERNANCE';
    const configuration = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days: days } } };
    const step = {
        operation: 'PutObjectLockConfiguration',
        input: { ObjectLockConfiguration: configuration },
    };
    return { now, then: lockText(Mode, days), step };
}
function lockText(mode, days) {
    return `${mode.toLowerCase()}, ${days} days`;
}

// EXTERNAL MODULE: ./lib/store/preflight.js
var preflight = __webpack_require__(858);
// EXTERNAL MODULE: ./lib/commands/result.js
var result = __webpack_require__(79421);
// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var commands_vault = __webpack_require__(16807);
// EXTERNAL MODULE: ./lib/commands/words.js
var words = __webpack_require__(17979);
;// CONCATENATED MODULE: ./lib/commands/setup.js













/** Creates or repairs the bucket: a plan, and with `apply` its steps. Prints the policies of the roles in any case. */
async function setup(inputs, deps) {
    const vault = await (0,commands_vault/* openVault */.Z1)(inputs, deps);
    deps.emit({ type: 'phase', name: 'Looking at the bucket' });
    const wanted = await wantedOf(vault, inputs, deps);
    const roles = await rolesOf(vault, inputs, wanted, deps);
    if (inputs.policiesDir !== undefined)
        await writePolicies((0,external_node_path_.resolve)(deps.workingDir, inputs.policiesDir), roles, wanted);
    const facts = await readBucket(vault.connection, deps.signal);
    const isMissing = facts === undefined;
    if (isMissing)
        requireRegion(vault, wanted);
    const plan = planSetup(facts ?? NO_SETTINGS, wanted);
    const run = { vault, inputs, deps, wanted };
    const outcome = inputs.apply ? await apply(run, plan, isMissing) : planned(run, plan, isMissing);
    if (!inputs.apply)
        for (const note of plan.notes)
            deps.emit({ type: 'warning', ...note });
    return resultOf(run, outcome, roles);
}
async function wantedOf({ connection, credentials }, inputs, { emit }) {
    const { endpointUrl, bucket, prefix } = connection.settings;
    const aws = endpointUrl === undefined || (0,partition/* isAwsEndpoint */.DM)(endpointUrl);
    const place = { partition: credentials.partition, bucket, prefix, aws };
    const account = (await credentials.identity())?.accountId ?? '';
    const byName = aws ? [`arn:${place.partition}:iam::${account}:role/holdfast-backup`] : [];
    const backupRoles = inputs.backupRoles.length > 0 ? inputs.backupRoles : byName;
    if (backupRoles.length === 0) {
        emit({
            type: 'notice',
            class: 'setup-no-backup-roles',
            message: 'The bucket denies nothing to the roles that back up: none is known.',
            fix: 'Give their ARNs in backup-roles, if the provider has roles.',
        });
    }
    const tls = endpointUrl === undefined || endpointUrl.startsWith('https:');
    if (!tls) {
        emit({
            type: 'warning',
            class: 'setup-no-tls',
            message: 'The policy that refuses connections without TLS is left out.',
            why: 'endpoint-url is http: the policy would lock out Holdfast itself.',
        });
    }
    return {
        place,
        encryption: { mode: inputs.encryption, kmsKeyId: inputs.kmsKeyId },
        noncurrentDays: inputs.noncurrentDays,
        objectLockDays: inputs.objectLockDays,
        transitionDays: inputs.transitionDays,
        backupRoles,
        tls,
    };
}
/** A bucket cannot be moved: where it is to lie is not guessed. */
function requireRegion({ connection }, { place }) {
    if (connection.settings.region !== undefined || !place.aws)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `The bucket ${place.bucket} does not exist, and no region is given in which to create it.`,
        why: 'A bucket stays in its region.',
        fix: 'Set aws-region, for example to eu-central-1.',
    });
}
function creation({ vault, inputs, wanted }) {
    const { region } = vault.connection.settings;
    const lock = inputs.objectLockDays === undefined ? '' : ', with Object Lock';
    const where = region === undefined ? '' : ` in ${region}`;
    return { setting: 'bucket', now: 'missing', then: `${wanted.place.bucket}${where}${lock}` };
}
function planned(run, plan, isMissing) {
    const { aws } = run.wanted.place;
    const open = { setting: 'overwriting', now: 'possible', then: aws ? 'refused' : 'refused, if the server can' };
    const isProof = plan.refusesOverwrite;
    const lines = [
        ...(isMissing ? [creation(run)] : []),
        ...plan.lines,
        ...(isProof ? [REFUSED] : plan.hasPolicies ? [open] : []),
    ];
    const steps = plan.lines.filter(({ step }) => step !== undefined).length;
    return { lines, changes: steps + Number(isMissing) + Number(!isProof && plan.hasPolicies && aws) };
}
const REFUSED = { setting: 'overwriting', now: 'refused', then: 'refused' };
async function apply(run, before, isMissing) {
    const { deps, vault, wanted } = run;
    const { connection, store } = vault;
    const { signal, emit } = deps;
    emit({ type: 'phase', name: 'Setting up the bucket' });
    let plan = before;
    if (isMissing) {
        const { region } = connection.settings;
        await createBucket(connection, { region, objectLock: run.inputs.objectLockDays !== undefined }, signal);
        // What a new bucket has by default is the provider's to say.
        plan = planSetup((await readBucket(connection, signal)) ?? NO_SETTINGS, wanted);
    }
    for (const note of plan.notes)
        emit({ type: 'warning', ...note });
    const done = [];
    for (const line of plan.lines)
        done.push(await applyLine(run, line));
    const overwriting = plan.hasPolicies ? [await protect(run, plan)] : [];
    const lines = [...(isMissing ? [creation(run)] : []), ...done, ...overwriting];
    const findings = await (0,preflight/* checkBucket */.L$)(connection, store, { mode: 'warn', signal });
    return {
        lines,
        changes: lines.filter(({ now, then }) => now !== then && then !== LEFT_OUT).length,
        isFit: findings.every(({ severity }) => severity !== 'refuse'),
    };
}
const LEFT_OUT = 'left out';
async function applyLine({ vault, deps, wanted }, line) {
    if (line.step === undefined)
        return line;
    try {
        await applyStep(vault.connection, line.step, deps.signal);
        deps.emit({ type: 'info', message: `${line.setting}: ${line.then}` });
        return line;
    }
    catch (error) {
        // Servers other than AWS know few conditions; all else does its work without the policy.
        if (wanted.place.aws || !isMalformed(error))
            throw error;
        const { message, why } = error;
        deps.emit({ type: 'warning', class: 'setup-policy-refused', message, why });
        return { ...line, then: LEFT_OUT };
    }
}
async function protect({ vault, deps, wanted }, plan) {
    if (plan.refusesOverwrite)
        return REFUSED;
    const { connection, store } = vault;
    const { signal, emit } = deps;
    const isProof = await refuseOverwrite(connection, wanted.place, plan.statements, {
        plainPutRefused: () => (0,preflight/* plainPutIsRefused */.Eb)(connection, signal),
        conditionalPutWorks: async () => {
            try {
                return (await (0,preflight/* probeConditionalWrites */.$g)(store, signal)).severity === 'ok';
            }
            catch (error) {
                if (error instanceof errors/* HoldfastError */.Et && error.code === 'access-denied')
                    return false;
                throw error;
            }
        },
    }, signal);
    if (isProof)
        return { ...REFUSED, now: 'possible' };
    emit({
        type: 'warning',
        class: 'not-overwrite-proof',
        message: 'The vault is not overwrite-proof: this server cannot refuse a PUT without If-None-Match.',
        why: 'Whoever may write may put a new S3 version over an object. The old one stays until the lifecycle rule removes it.',
        fix: 'Set object-lock-days if the server has Object Lock, run mode audit every ten days at least, and repair what it finds.',
    });
    return { setting: 'overwriting', now: 'possible', then: LEFT_OUT };
}
async function rolesOf(vault, inputs, wanted, deps) {
    const { credentials, workflow } = vault;
    const account = (await credentials.identity())?.accountId ?? '';
    const providerArn = `arn:${wanted.place.partition}:iam::${account}:oidc-provider/${policies/* GITHUB_ISSUER */.oX}`;
    const audience = inputs.audience ?? (0,partition/* defaultAudience */.Yl)(wanted.place.partition);
    const repository = inputs.repository ?? workflow?.repository ?? deps.env['GITHUB_REPOSITORY'] ?? 'OWNER/REPOSITORY';
    const isOwn = workflow?.repository === repository;
    // Servers before the immutable subjects do not name them.
    const hasIds = isOwn && workflow.ownerId !== '' && workflow.repositoryId !== '';
    const subject = {
        repository,
        ids: hasIds ? { owner: workflow.ownerId, repository: workflow.repositoryId } : undefined,
        defaultBranch: (isOwn ? workflow.defaultBranch : undefined) ?? 'main',
    };
    return policies/* ROLE_NAMES */.ST.map((role) => {
        const subjects = (0,policies/* subjectsOf */.Z6)(role, subject);
        const trust = (0,policies/* trustPolicy */.RZ)(subjects, { providerArn, audience });
        return { role, subjects, policy: (0,policies/* rolePolicy */.v2)(role, wanted.place), trust };
    });
}
async function writePolicies(folder, roles, wanted) {
    const bucketPolicy = (0,session_policy/* policyDocument */.yr)([...(0,policies/* vaultStatements */.Jc)(wanted.place, wanted), (0,policies/* noOverwrite */.T8)(wanted.place)]);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const files = roles.flatMap(({ role, policy, trust }) => [
        [`${role}.policy.json`, policy],
        [`${role}.trust.json`, trust],
    ]);
    for (const [name, document] of [...files, ['bucket-policy.json', bucketPolicy]])
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, name), `${JSON.stringify(document, undefined, 2)}\n`);
}
function resultOf({ inputs, wanted }, outcome, roles) {
    const { lines, changes, isFit } = outcome;
    return {
        status: isFit === false ? 'failed' : 'complete',
        outputs: { changes, applied: inputs.apply && changes > 0 },
        tables: [bucketTable(inputs, lines), roleTable(roles)],
        summary: { title: `Setup of ${wanted.place.bucket}`, text: summaryText(inputs, outcome) },
        json: { bucket: wanted.place.bucket, prefix: wanted.place.prefix, changes, settings: lines, policies: roles },
    };
}
function summaryText({ apply: isApplied }, { changes, isFit }) {
    const count = (0,words/* counted */.h)(changes, 'change');
    if (!isApplied)
        return changes === 0
            ? 'The bucket is as it should be.'
            : `A plan, and nothing was changed: \`apply: true\` makes ${count}.`;
    const done = changes === 0 ? 'The bucket was as it should be.' : `${count} made.`;
    return `${done} ${isFit === false ? 'A backup would still refuse the bucket: see the warnings.' : 'It is fit for backups.'}`;
}
function bucketTable({ apply: isApplied }, lines) {
    return {
        title: isApplied ? 'The bucket' : 'Plan for the bucket',
        columns: { setting: 'text', [isApplied ? 'was' : 'is']: 'text', [isApplied ? 'is' : 'will be']: 'text' },
        rows: lines.map(({ setting, now, then }) => [setting, now, then === now ? 'as it is' : then]),
    };
}
function roleTable(roles) {
    return {
        title: 'Roles (as JSON files with policies-dir, or in the JSON report under "policies")',
        columns: (0,result/* textColumns */.L)('role', 'modes', 'may write', 'may set marks', 'for jobs with the subject'),
        rows: roles.map(({ role, subjects }) => [
            role,
            policies/* ROLES */.gg[role].modes.join(', '),
            (0,policies/* writesOfRole */.k5)(role)
                .filter((path) => !path.startsWith('marks/'))
                .join(' '),
            (0,policies/* marksOfRole */.uC)(role).join(' ').replace('*', 'any'),
            subjects.join(' '),
        ]),
    };
}


/***/ }),

/***/ 17979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/** `1 snapshot`, `2 snapshots`; nouns whose plural is their own go with it: `1 entry`, `2 entries`. */
function counted(count, noun, plural = `${noun}s`) {
    return `${count} ${count === 1 ? noun : plural}`;
}


/***/ })

};
