export const id = 349;
export const ids = [349];
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

/***/ 77349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  audit: () => (/* binding */ audit)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-iam/dist-cjs/index.js
var dist_cjs = __webpack_require__(16764);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-kms/dist-cjs/index.js
var client_kms_dist_cjs = __webpack_require__(92632);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3-control/dist-cjs/index.js
var client_s3_control_dist_cjs = __webpack_require__(12619);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/aws/posture.js
var posture = __webpack_require__(63305);
// EXTERNAL MODULE: ./lib/aws/retry.js
var retry = __webpack_require__(8083);
;// CONCATENATED MODULE: ./lib/aws/audit/account.js






/** Keys of one provider are never shown to another: see credentials.ts. */
function accountReader(deps) {
    const iam = lazily(() => new dist_cjs/* IAMClient */.h8v(configOf(deps, 'IAM')));
    return {
        role: (name) => readRole(deps, iam, name),
        provider: (arn) => ask(deps, 'IAM', 'iam:GetOpenIDConnectProvider', async (options) => {
            const command = new dist_cjs/* GetOpenIDConnectProviderCommand */.cCT({ OpenIDConnectProviderArn: arn });
            return (await iam().send(command, options)).ClientIDList ?? [];
        }, NO_SUCH_ENTITY),
        keyPolicy: (key) => ask(deps, 'KMS', 'kms:GetKeyPolicy', async (options) => {
            const client = new client_kms_dist_cjs/* KMSClient */.pgq(configOf({ ...deps, region: key.split(':')[3] ?? deps.region }, 'KMS'));
            return (await client.send(new client_kms_dist_cjs/* GetKeyPolicyCommand */.$r8({ KeyId: key }), options)).Policy ?? '';
        }),
        openSwitches: (accountId) => ask(deps, 'S3_CONTROL', 's3:GetAccountPublicAccessBlock', async (options) => {
            const command = new client_s3_control_dist_cjs/* GetPublicAccessBlockCommand */.GLk({ AccountId: accountId });
            return (0,posture/* openSwitchesOf */.aU)((await s3Control(deps).send(command, options)).PublicAccessBlockConfiguration);
        }, { error: 'NoSuchPublicAccessBlockConfiguration', value: (0,posture/* openSwitchesOf */.aU)(undefined) }),
    };
}
const NO_SUCH_ENTITY = { error: 'NoSuchEntityException', value: 'missing' };
function endpointOf({ env }, service) {
    return env[`AWS_ENDPOINT_URL_${service}`] || undefined;
}
function configOf(deps, service) {
    const endpoint = endpointOf(deps, service);
    const { credentials, network, region } = deps;
    // Retries are ours (retry.ts): they end at once on abort.
    const config = { credentials, region, requestHandler: network.requestHandler, maxAttempts: 1 };
    return endpoint === undefined ? config : { ...config, endpoint };
}
async function readRole(deps, iam, name) {
    const input = { RoleName: name };
    const role = await ask(deps, 'IAM', 'iam:GetRole', async (options) => {
        const { Role } = await iam().send(new dist_cjs/* GetRoleCommand */.kbp(input), options);
        const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
        return { arn: Role?.Arn ?? '', trust, hasBoundary: Role?.PermissionsBoundary !== undefined };
    }, NO_SUCH_ENTITY);
    if (role.state !== 'ok' || role.value === 'missing')
        return role;
    const [inline, attached] = await Promise.all([inlinePolicies(deps, iam, name), attachedPolicies(deps, iam, name)]);
    return { state: 'ok', value: { ...role.value, policies: [...inline, ...attached] } };
}
async function inlinePolicies(deps, iam, role) {
    const names = await ask(deps, 'IAM', 'iam:ListRolePolicies', (options) => allPages((Marker) => iam().send(new dist_cjs/* ListRolePoliciesCommand */.Y7N({ RoleName: role, Marker }), options), 'PolicyNames'));
    if (names.state !== 'ok')
        return [{ name: 'inline policies', text: names }];
    const read = async (name) => ({
        name,
        text: await ask(deps, 'IAM', 'iam:GetRolePolicy', async (options) => {
            const command = new dist_cjs/* GetRolePolicyCommand */.WHQ({ RoleName: role, PolicyName: name });
            return decodeURIComponent((await iam().send(command, options)).PolicyDocument ?? '');
        }),
    });
    return Promise.all(names.value.map(read));
}
async function attachedPolicies(deps, iam, role) {
    const attached = await ask(deps, 'IAM', 'iam:ListAttachedRolePolicies', (options) => allPages((Marker) => iam().send(new dist_cjs/* ListAttachedRolePoliciesCommand */.wfM({ RoleName: role, Marker }), options), 'AttachedPolicies'));
    if (attached.state !== 'ok')
        return [{ name: 'managed policies', text: attached }];
    const read = async (arn) => {
        const version = await ask(deps, 'IAM', 'iam:GetPolicy', async (options) => {
            const { Policy } = await iam().send(new dist_cjs/* GetPolicyCommand */.s4W({ PolicyArn: arn }), options);
            return Policy?.DefaultVersionId ?? '';
        });
        if (version.state !== 'ok')
            return { name: arn, text: version };
        const text = await ask(deps, 'IAM', 'iam:GetPolicyVersion', async (options) => {
            const command = new dist_cjs/* GetPolicyVersionCommand */.G45({ PolicyArn: arn, VersionId: version.value });
            return decodeURIComponent((await iam().send(command, options)).PolicyVersion?.Document ?? '');
        });
        return { name: arn, text };
    };
    return Promise.all(attached.value.map(({ PolicyArn }) => read(PolicyArn ?? '')));
}
/** IAM's lists come in pages of a hundred. */
async function allPages(page, name) {
    const found = [];
    let marker;
    do {
        const answer = await page(marker);
        found.push(...(answer[name] ?? []));
        marker = answer.IsTruncated === true ? answer.Marker : undefined;
    } while (marker !== undefined);
    return found;
}
/** With an endpoint the SDK puts the account in front of its host, which no server but AWS's answers to. */
function s3Control(deps) {
    const client = new client_s3_control_dist_cjs/* S3ControlClient */.gGw(configOf(deps, 'S3_CONTROL'));
    const endpoint = endpointOf(deps, 'S3_CONTROL');
    if (endpoint !== undefined) {
        client.config.endpointProvider = () => ({ url: new URL(endpoint) });
    }
    return client;
}
/**
 * A call of a service of the account. A refusal, a service that is not there and a failure for good are answers; a server
 * that cannot be reached has answered nothing, and the run fails.
 *
 * @param absent the error that is an answer too
 * @throws account-unreachable
 */
async function ask(deps, service, permission, attempt, absent) {
    const { emit, signal, onAws } = deps;
    if (!onAws && endpointOf(deps, service) === undefined) {
        return { state: 'unknown', reason: 'Only AWS serves this call, and endpoint-url names another server.' };
    }
    try {
        const options = { abortSignal: signal };
        const value = await (0,retry/* withRetries */.LH)(() => attempt(options), { policy: retry/* DEFAULT_RETRY */.vI, what: permission, emit, signal });
        return { state: 'ok', value };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* HoldfastError */.Et)
            throw error;
        const { name = '', $metadata } = (0,retry/* shapeOf */.F5)(error);
        const status = $metadata?.httpStatusCode;
        if (/^(AccessDenied|UnauthorizedOperation)/.test(name) || status === 403)
            return { state: 'denied', permission };
        if (absent !== undefined && (0,errors/* isNamed */.ev)(error, absent.error, absent.error.replace(/Exception$/, '')))
            return { state: 'ok', value: absent.value };
        if (status !== undefined && !(0,retry/* isTransient */.dg)(error))
            return { state: 'unknown', reason: `The service answered: ${(0,errors/* messageOf */.bD)(error)} (${name}, ${status}).` };
        throw new errors/* HoldfastError */.Et({
            code: 'account-unreachable',
            message: `A service of the account did not answer: ${(0,errors/* messageOf */.bD)(error)}.`,
            fix: 'Check the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy; then run again.',
            cause: error,
        });
    }
}
function lazily(make) {
    let made;
    return () => (made ??= make());
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/aws/session-policy.js
var session_policy = __webpack_require__(67892);
// EXTERNAL MODULE: ./lib/limits.js
var limits = __webpack_require__(8207);
// EXTERNAL MODULE: ./lib/aws/bucket-checks.js
var bucket_checks = __webpack_require__(75809);
;// CONCATENATED MODULE: ./lib/aws/audit/checks.js
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const GITHUB = 'https://docs.github.com/en/actions/reference/security/oidc';
/** Every check that audit makes, by its stable id. docs/audit.md has a section for each. */
const CHECKS = {
    versioning: {
        severity: 'critical',
        title: 'Versioning',
        why: 'Without versions, whoever may write or delete can destroy backups for good.',
        url: `${S3}/Versioning.html`,
    },
    'mfa-delete': {
        severity: 'none',
        title: 'MFA delete',
        why: 'It asks the root user for a second factor before S3 versions are deleted. S3 does not allow it together with lifecycle rules, so most vaults rest on the bucket policy instead.',
        url: `${S3}/MultiFactorAuthenticationDelete.html`,
    },
    encryption: {
        severity: 'high',
        title: 'Default encryption',
        why: 'What is stored without encryption can be read by whoever gets at the disks.',
        url: `${S3}/bucket-encryption.html`,
    },
    'key-policy': {
        severity: 'high',
        title: 'Policy of the KMS key',
        why: 'Whoever may disable or delete the key makes every backup under it unreadable, and whoever may use it can read them.',
        url: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
    },
    'public-access-block': {
        severity: 'high',
        title: 'Public access block of the bucket',
        why: 'Without it, one wrong policy or ACL later on makes the backups public.',
        url: `${S3}/access-control-block-public-access.html`,
    },
    'account-public-access-block': {
        severity: 'low',
        title: 'Public access block of the account',
        why: 'It holds for every bucket of the account, also where the setting of a bucket is taken away.',
        url: `${S3}/configuring-block-public-access-account.html`,
    },
    'public-policy': {
        severity: 'critical',
        title: 'Public bucket policy',
        why: 'Anybody could read or change backups.',
        url: `${S3}/access-control-block-public-access.html#access-control-block-public-access-policy-status`,
    },
    'public-acl': {
        severity: 'critical',
        title: 'Public ACL',
        why: 'Anybody could list or change backups.',
        url: `${S3}/acl-overview.html`,
    },
    'object-ownership': {
        severity: 'medium',
        title: 'Object ownership',
        why: 'While ACLs are in force, who may read an object is not told by policies alone, and objects may belong to other accounts.',
        url: `${S3}/about-object-ownership.html`,
    },
    'tls-only': {
        severity: 'medium',
        title: 'TLS only',
        why: 'Requests without TLS can be read and changed on their way.',
        url: `${S3}/security-best-practices.html#transit`,
    },
    'lifecycle-harm': {
        severity: 'critical',
        title: 'Harmful lifecycle rules',
        why: 'A lifecycle rule deletes by itself. One that expires current objects takes packs that newer snapshots need, and one that removes noncurrent S3 versions early takes the time to undo an attack.',
        url: `${S3}/intro-lifecycle-rules.html`,
    },
    'lifecycle-foreign': {
        severity: 'low',
        title: 'Lifecycle rules that setup did not write',
        why: 'Whoever looks after such a rule may not know of the vault that it touches.',
        url: `${S3}/intro-lifecycle-rules.html`,
    },
    'noncurrent-expiry': {
        severity: 'low',
        title: 'Expiry of noncurrent S3 versions',
        why: 'Without it, what prune takes out is stored and paid for for ever.',
        url: `${S3}/intro-lifecycle-rules.html`,
    },
    'abort-multipart': {
        severity: 'low',
        title: 'Cleaning up of multipart uploads',
        why: 'Parts of uploads that were never finished are stored and paid for, and no listing shows them.',
        url: `${S3}/mpu-abort-incomplete-mpu-lifecycle-config.html`,
    },
    'object-lock': {
        severity: 'medium',
        title: 'Object Lock',
        why: 'It is the one protection that holds against an administrator of the account too. It is optional where the bucket policy denies deleting and overwriting.',
        url: `${S3}/object-lock.html`,
    },
    replication: {
        severity: 'none',
        title: 'Replication',
        why: 'A copy in another account or region survives the loss of this one.',
        url: `${S3}/replication.html`,
    },
    logging: {
        severity: 'low',
        title: 'Access logging',
        why: 'Without a log nobody can tell afterwards who read or deleted what. CloudTrail data events serve as well; audit does not see them.',
        url: `${S3}/ServerLogs.html`,
    },
    'deny-overwrite': {
        severity: 'high',
        title: 'Overwriting is denied',
        why: 'A stolen backup role could overwrite every pack. Old S3 versions stay, but every restore fails until repair has run.',
        url: `${S3}/conditional-writes-enforce.html`,
    },
    'deny-delete': {
        severity: 'high',
        title: 'Deleting S3 versions is denied',
        why: 'Whoever may delete S3 versions can destroy backups for good, versioning or not.',
        url: `${S3}/DeletingObjectVersions.html`,
    },
    'deny-rules': {
        severity: 'medium',
        title: 'Changing the rules is denied',
        why: 'Whoever may change lifecycle rules, versioning or the policy can take every other protection away, and then the backups.',
        url: `${S3}/example-bucket-policies.html`,
    },
    'policy-readable': {
        severity: 'medium',
        title: 'Policies can be read',
        why: 'Who may do what is told by policies only; what cannot be read is not reviewed.',
        url: `${IAM}/access_policies.html`,
    },
    'access-others': {
        severity: 'critical',
        title: 'Access from elsewhere',
        why: 'The bucket policy lets other accounts, services or anybody do this, whatever the roles of this account may do.',
        url: `${S3}/example-walkthroughs-managing-access-example2.html`,
    },
    'role-delete-versions': {
        severity: 'high',
        title: 'A role may delete S3 versions',
        why: 'No mode of Holdfast needs it; with it backups can be destroyed for good.',
        url: `${S3}/DeletingObjectVersions.html`,
    },
    'role-rules': {
        severity: 'high',
        title: 'A role may change the rules of the bucket',
        why: 'Only setup needs it. With it, protections can be taken away: versioning, lifecycle, policy, Object Lock.',
        url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
    },
    'role-iam': {
        severity: 'critical',
        title: 'A role may change IAM',
        why: 'Whoever may change roles and their policies can give themselves every other right.',
        url: `${IAM}/best-practices.html#grant-least-privilege`,
    },
    'role-overwrite': {
        severity: 'medium',
        title: 'A role may overwrite',
        why: 'A stolen session of this role could overwrite what is stored; only the conditional PUT of Holdfast itself does not.',
        url: `${S3}/conditional-writes-enforce.html`,
    },
    'role-found': {
        severity: 'medium',
        title: 'The role exists',
        why: 'A role that is not there cannot make backups, and its name may be taken by somebody else.',
        url: `${IAM}/id_roles.html`,
    },
    'trust-subject': {
        severity: 'critical',
        title: 'Who may assume the role: subjects',
        why: 'The subject of the OIDC token is what tells one repository, branch or environment from another.',
        url: `${GITHUB}#example-subject-claims`,
    },
    'trust-subject-form': {
        severity: 'low',
        title: 'Who may assume the role: form of the subject',
        why: 'A subject by name alone (repo:owner/name) admits whoever holds that name, and stops fitting once the repository changes to immutable subjects (repo:owner@id/name@id).',
        url: `${GITHUB}#immutable-subject-claims`,
    },
    'trust-audience': {
        severity: 'high',
        title: 'Who may assume the role: audience',
        why: 'Without it, a token that was made for another service is admitted too.',
        url: `${IAM}/id_roles_providers_create_oidc.html`,
    },
    'trust-operator': {
        severity: 'high',
        title: 'Who may assume the role: operators',
        why: 'ForAllValues and ...IfExists hold where the claim is not there at all; a wildcard in the name of a claim or in StringEquals is taken literally.',
        url: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    },
    'trust-principal': {
        severity: 'critical',
        title: 'Who may assume the role: principals',
        why: 'A role that anybody, or a whole account, may assume is as safe as the weakest of them.',
        url: `${IAM}/reference_policies_elements_principal.html`,
    },
    'oidc-provider': {
        severity: 'medium',
        title: 'OIDC provider',
        why: 'Without the provider that its trust policy names, a role cannot be assumed; every audience of the provider is one more kind of token that is admitted.',
        url: `${IAM}/id_roles_providers_create_oidc.html`,
    },
    'attack-overwritten': {
        severity: 'critical',
        title: 'Nothing was overwritten',
        why: 'Holdfast never writes a key twice: a second S3 version was put there by somebody else, or by repair.',
        url: `${S3}/versioning-workflows.html`,
    },
    'attack-deleted': {
        severity: 'critical',
        title: 'Nothing that is needed was deleted',
        why: 'A delete marker on what a snapshot needs was set by somebody else than prune; the S3 versions below it are lost when they expire.',
        url: `${S3}/DeleteMarker.html`,
    },
    'attack-foreign-objects': {
        severity: 'medium',
        title: 'No foreign objects in the vault',
        why: 'Holdfast writes no such keys. Somebody else may write here.',
        url: `${S3}/example-bucket-policies.html`,
    },
    'attack-untrusted-times': {
        severity: 'medium',
        title: 'Times of snapshots can be trusted',
        why: 'S3 stored the snapshot at another time than its name says: it was copied here, took longer than a backup may, or was made up to look older or newer.',
        url: `${S3}/UsingMetadata.html`,
    },
    'attack-weakened': {
        severity: 'high',
        title: 'Nothing was weakened since the last audit',
        why: 'Protections that get weaker are how an attack that waits begins.',
        url: `${S3}/security-best-practices.html`,
    },
};

;// CONCATENATED MODULE: ./lib/aws/audit/finding.js

const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical'];
function passed(check, subject, message, evidence = []) {
    return { check, status: 'passed', severity: CHECKS[check].severity, subject, message, evidence };
}
function failed(check, subject, message, more = {}) {
    return { check, status: 'failed', severity: CHECKS[check].severity, subject, message, evidence: [], ...more };
}
/** @param why why it could not be checked */
function unknown(check, subject, why, permission) {
    const { severity, title } = CHECKS[check];
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
function rankOf(severity) {
    return SEVERITIES.indexOf(severity);
}
const STATUS_ORDER = ['failed', 'unknown', 'passed'];
/** Failed first, the worst of them on top; then what could not be checked. */
function sorted(findings) {
    return [...findings].sort((a, b) => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) || rankOf(b.severity) - rankOf(a.severity));
}

;// CONCATENATED MODULE: ./lib/aws/audit/policy.js

const scalar = dist/* pipe */.FsL(dist/* union */.KCZ([dist/* string */.YjP(), dist/* number */.aig(), dist/* boolean */.zMY()]), dist/* transform */.pdi(String));
const texts = dist/* pipe */.FsL(dist/* union */.KCZ([scalar, dist/* array */.YOg(scalar)]), dist/* transform */.pdi((value) => (typeof value === 'string' ? [value] : value)));
const principals = dist/* union */.KCZ([
    dist/* pipe */.FsL(dist/* literal */.euz('*'), dist/* transform */.pdi(() => ({ AWS: ['*'] }))),
    dist/* record */.g1P(dist/* string */.YjP(), texts),
]);
const statementSchema = dist/* looseObject */._H3({
    Sid: dist/* optional */.lqM(dist/* string */.YjP()),
    Effect: dist/* picklist */.KIO(['Allow', 'Deny']),
    Action: dist/* optional */.lqM(texts, []),
    NotAction: dist/* optional */.lqM(texts, []),
    Resource: dist/* optional */.lqM(texts, []),
    NotResource: dist/* optional */.lqM(texts, []),
    Principal: dist/* optional */.lqM(principals),
    NotPrincipal: dist/* optional */.lqM(principals),
    Condition: dist/* optional */.lqM(dist/* record */.g1P(dist/* string */.YjP(), dist/* record */.g1P(dist/* string */.YjP(), texts)), {}),
});
const policySchema = dist/* looseObject */._H3({ Statement: dist/* union */.KCZ([dist/* array */.YOg(statementSchema), statementSchema]) });
/** @throws SyntaxError or ValiError for what is no policy */
function parsePolicy(text) {
    const parsed = dist/* parse */.qgA(policySchema, JSON.parse(text));
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
/** Whether the policies let somebody do it on any resource of the set. Session policies and boundaries only take away. */
function mayDo({ identity, bucket, bucketOwner }, question) {
    const denies = [
        ...(identity ?? []).filter(({ effect }) => effect === 'Deny'),
        ...bucket.filter((statement) => statement.effect === 'Deny' && concerns(statement, question.who)),
    ];
    const byIdentity = allowedBy(identity ?? [], denies, question);
    const grants = bucket.filter((statement) => statement.effect === 'Allow' && grantsTo(statement, question.who));
    const byBucket = allowedBy(grants, denies, question);
    const isForeign = bucketOwner !== undefined && question.who.accountId !== bucketOwner;
    // Across accounts both sides must agree; what the other account's policies say is not known, and might be anything.
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
/** The parts of the wanted set that a statement speaks of. */
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
/** Whether a statement speaks of every resource of a set. */
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
/** Whether a statement of a resource's policy speaks of somebody, by name, account or as one of all. */
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
/** Whether a text fits a pattern with `*` and `?`. A set of texts, itself with wildcards, fits if all of it surely does. */
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
/** Whether any text fits both patterns. */
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

;// CONCATENATED MODULE: ./lib/aws/audit/bucket.js







function good(message, evidence) {
    return (check, subject) => passed(check, subject, message, evidence);
}
function bad(message, more) {
    return (check, subject) => failed(check, subject, message, more);
}
/** One finding at least for each check of the bucket's settings. Pure. */
function checkBucket(facts, place) {
    const { bucket } = place;
    const put = (rest) => `aws s3api ${rest.replace(' ', ` --bucket ${bucket} `)}`;
    const on = (check, reading, verdictOn) => judged(check, bucket, reading, (value) => verdictOn(value)(check, bucket));
    return [
        on('versioning', facts.versioning, ({ status }) => status === 'Enabled'
            ? good('Versioning is enabled.')
            : bad(status === 'Suspended' ? 'Versioning is suspended.' : 'There is no versioning.', {
                fix: put('put-bucket-versioning --versioning-configuration Status=Enabled'),
            })),
        on('mfa-delete', facts.versioning, ({ mfaDelete }) => mfaDelete
            ? good('Deleting S3 versions asks for a second factor.')
            : bad('MFA delete is off.', {
                fix: `Optional, and not possible together with lifecycle rules: ${CHECKS['mfa-delete'].url}`,
            })),
        on('encryption', (0,posture/* postureOf */.oQ)(facts).encryption, (algorithm) => {
            if (algorithm !== undefined)
                return good(`The bucket encrypts with ${algorithm} by default.`);
            return place.encryptionSeen
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
                fix: `Optional: a rule that copies the vault to a bucket of another account, without delete markers: ${CHECKS.replication.url}`,
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
        ? unknown(check, subject, `The credentials lack ${reading.permission}.`, reading.permission)
        : unknown(check, subject, `Not known: ${reading.reason}`);
}
function checkLifecycle(facts, place) {
    const { bucket, prefix } = place;
    const { lifecycle } = facts;
    const ids = ['lifecycle-harm', 'lifecycle-foreign', 'noncurrent-expiry', 'abort-multipart'];
    if (lifecycle.state !== 'ok')
        return ids.map((check) => unread(check, bucket, lifecycle));
    const rules = (0,bucket_checks/* rulesOn */.Tv)(lifecycle.value.rules, prefix);
    const show = `aws s3api get-bucket-lifecycle-configuration --bucket ${bucket}`;
    const foreign = rules.filter(({ ID = '' }) => !/^holdfast/i.test(ID)).map(nameOf);
    const days = (0,bucket_checks/* noncurrentDays */.C5)(rules);
    return [
        ...harmfulRules(facts, place, show),
        foreign.length === 0
            ? passed('lifecycle-foreign', bucket, 'No other lifecycle rules concern the vault.')
            : failed('lifecycle-foreign', bucket, 'Lifecycle rules that setup did not write concern the vault.', {
                evidence: foreign,
                fix: `Check each rule, or give it a prefix that leaves the vault out: ${show}`,
            }),
        days === undefined
            ? failed('noncurrent-expiry', bucket, 'Noncurrent S3 versions never expire.', { fix: setupCommand(place) })
            : passed('noncurrent-expiry', bucket, `Noncurrent S3 versions expire after ${days} days.`),
        rules.some((rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation !== undefined)
            ? passed('abort-multipart', bucket, 'Multipart uploads that were not finished are removed.')
            : failed('abort-multipart', bucket, 'Multipart uploads that were not finished stay for ever.', {
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
    const vault = { prefix, encryptionRequested: true, encryptionSeen: true };
    const found = (0,bucket_checks/* judgePosture */.AJ)((0,posture/* postureOf */.oQ)(facts), vault).filter(({ check }) => check === 'lifecycle');
    return found.map(({ severity, message, why }) => {
        if (severity === 'ok')
            return passed('lifecycle-harm', bucket, message, [WINDOW]);
        const deletesCurrent = message.includes('deletes current');
        const degree = severity === 'warn' ? 'low' : deletesCurrent ? 'critical' : 'high';
        const fix = `Remove the rule, or give it a prefix that leaves the vault out: ${show}`;
        return failed('lifecycle-harm', bucket, message, {
            severity: degree,
            evidence: why === undefined ? [] : [why],
            fix,
        });
    });
}
const DAY = 24 * 3600;
const WINDOW = `needed: ${limits/* LIMITS */.b.noncurrentMinSeconds / DAY} days at least, more than the ${limits/* LIMITS */.b.graceSeconds / 3600} hours that prune waits and the time between two prunes`;
function nameOf({ ID }) {
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
    const kinds = ['roots', 'packs', 'parts'].map((kind) => (0,session_policy/* objectArn */.nd)(place, `${kind}/*`));
    const overwrite = refusal(statements, ['s3:PutObject'], kinds, OVERWRITE);
    const remove = refusal(statements, ['s3:DeleteObjectVersion'], kinds);
    const rules = refusal(statements, RULE_ACTIONS, [(0,session_policy/* bucketArn */.SB)(place)]);
    const denial = (check, { gaps, to }, [what, how], more) => gaps.length === 0
        ? passed(check, bucket, `The bucket policy denies ${what}.`, to)
        : failed(check, bucket, `The bucket policy does not deny ${what}${how}.`, { evidence: gaps, ...more });
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
    's3:x-amz-server-side-encryption-customer-algorithm': undefined,
};
function checkTls(statements, place) {
    const objects = ['s3:GetObject', 's3:PutObject'];
    const plain = { 'aws:securetransport': 'false' };
    const gaps = [
        ...refusal(statements, objects, [(0,session_policy/* objectArn */.nd)(place, '*')], plain, 'everybody').gaps,
        ...refusal(statements, ['s3:ListBucket'], [(0,session_policy/* bucketArn */.SB)(place)], plain, 'everybody').gaps,
    ];
    if (gaps.length === 0)
        return passed('tls-only', place.bucket, 'The bucket policy denies requests without TLS.');
    return failed('tls-only', place.bucket, 'The bucket policy allows requests without TLS.', {
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
                matchesAction(statement, action) &&
                deniesAll(statement, resource) &&
                (whom === 'anybody' || concerns(statement, NOBODY)) &&
                conditionsHold(whom === 'everybody' ? statement.conditions : withoutPrincipals(statement), context) === 'yes');
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
    return judged('object-lock', place.bucket, (0,posture/* mapReading */.P2)(objectLock, posture/* lockOf */.Vx), (lock) => {
        if (lock?.mode !== undefined)
            return passed('object-lock', place.bucket, `Object Lock: ${lock.mode}, ${lock.days} days by default.`);
        const message = lock === undefined ? 'Object Lock is off.' : 'Object Lock is on, without a default retention.';
        const command = commandFor('setup', place, '--object-lock-days 30 --apply');
        const fix = `${command} (optional where the bucket policy denies deleting)`;
        return failed('object-lock', place.bucket, message, { severity: isGuarded ? 'none' : 'medium', fix });
    });
}

;// CONCATENATED MODULE: ./lib/aws/audit/trust.js



/** Who may become the role, by what its trust policy says. Pure; one finding at least per check that applies. */
function checkTrust({ arn, trust }) {
    const allows = trust.filter((statement) => statement.effect === 'Allow' &&
        ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole', 'sts:AssumeRoleWithSAML'].some((action) => matchesAction(statement, action)));
    const federated = allows.flatMap((statement) => issuersOf(statement).map((issuer) => ({ issuer, conditions: statement.conditions })));
    return [...checkPrincipals(arn, allows), ...federated.flatMap((each) => checkFederation(arn, each))];
}
/** Issuers by the names that begin their claims' keys: host and path of the provider. */
function issuersOf({ principals }) {
    return (principals?.['Federated'] ?? []).flatMap((provider) => /:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? []);
}
function checkFederation(arn, { issuer, conditions }) {
    const ofIssuer = conditions.filter(({ key }) => key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`));
    const claim = (name) => ofIssuer.filter(({ key }) => key.toLowerCase() === `${issuer.toLowerCase()}:${name}`);
    return [
        checkOperators(arn, ofIssuer),
        checkAudience(arn, claim('aud')),
        ...checkSubjects(arn, claim('sub'), ofIssuer.filter(restricts), issuer),
    ];
}
/** Operators that hold where the claim is missing, or that do not mean what they seem to. */
function checkOperators(arn, conditions) {
    const evidence = conditions.flatMap((condition) => {
        const { operator, key, values } = condition;
        const shown = `${operator} ${key}`;
        if (/^ForAllValues:/i.test(operator))
            return [`${shown}: holds where the token has no such claim`];
        if (/IfExists$/i.test(operator))
            return [`${shown}: holds where the token has no such claim`];
        if (/[*?]/.test(key))
            return [`${shown}: a claim by this name does not exist, wildcards are taken literally`];
        if (/Not/.test(operator))
            return [`${shown}: admits everything but what is listed`];
        if (/Equals/.test(operator) && values.some((value) => value.includes('*')))
            return [`${shown}: ${values.join(', ')}: the wildcard is taken literally, nothing fits`];
        return [];
    });
    if (evidence.length === 0)
        return passed('trust-operator', arn, 'The conditions of its trust policy are sound.');
    return failed('trust-operator', arn, 'Conditions of its trust policy do not mean what they seem to.', {
        evidence,
        fix: 'Use StringEquals with whole values; StringLike only where a wildcard is needed.',
    });
}
/** Whether a condition keeps anybody out. */
function restricts({ operator, key, values }) {
    if (/^ForAllValues:|IfExists$|Not/i.test(operator) || /[*?]/.test(key))
        return false;
    return /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/i.test(operator) && !values.includes('*');
}
function checkAudience(arn, conditions) {
    const sound = conditions.filter(restricts);
    const audiences = sound.flatMap(({ values }) => values);
    if (sound.length > 0)
        return passed('trust-audience', arn, 'Its trust policy asks for an audience.', audiences);
    return failed('trust-audience', arn, 'Its trust policy asks for no audience (aud).', {
        fix: 'Add to StringEquals: "token.actions.githubusercontent.com:aud": "sts.amazonaws.com"',
    });
}
/** Whether a condition on another claim tells a repository as well as the subject does. */
function tellsRepository({ key, values }) {
    if (/:repository_id$/i.test(key))
        return values.every((value) => /^\d+$/.test(value));
    return /:(repository|job_workflow_ref|workflow_ref)$/i.test(key) && values.every((value) => /^[^*?/]+\//.test(value));
}
function checkSubjects(arn, ofSubject, all, issuer) {
    const fix = `Name the repository and its environment or branch: "StringEquals": {"${issuer}:sub": ["repo:OWNER/NAME:environment:ENVIRONMENT"]}`;
    const conditions = ofSubject.filter(restricts);
    if (conditions.length === 0) {
        const others = all.filter(tellsRepository);
        const severity = others.length > 0 ? 'medium' : 'critical';
        const evidence = [...ofSubject, ...others].map(({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`);
        const message = others.length > 0
            ? 'Its trust policy asks for no subject (sub), only for other claims.'
            : 'Its trust policy asks for no subject (sub): any repository at the issuer may assume it.';
        return [failed('trust-subject', arn, message, { severity, evidence, fix })];
    }
    // Several conditions must all hold, so the narrowest of them counts; the values of one are alternatives.
    const judgements = conditions.map(({ values }) => values.map((subject) => ({ subject, ...widthOf(subject) })));
    const wide = judgements
        .map((values) => values.filter(({ severity }) => severity !== undefined))
        .sort((a, b) => worstOf(a) - worstOf(b))[0] ?? [];
    const subjects = conditions.flatMap(({ values }) => values);
    const worst = wide.reduce((a, { severity = 'none' }) => (rankOf(severity) > rankOf(a) ? severity : a), 'none');
    const finding = wide.length === 0
        ? passed('trust-subject', arn, 'Its trust policy names the jobs that may assume it.', subjects)
        : failed('trust-subject', arn, 'Its trust policy admits more than jobs of one branch or environment.', {
            severity: worst,
            evidence: wide.map(({ subject, says }) => `${subject}: ${says}`),
            fix,
        });
    return [finding, checkForms(arn, subjects, all)];
}
function worstOf(values) {
    return values.reduce((worst, { severity }) => Math.max(worst, rankOf(severity ?? 'none')), 0);
}
/**
 * How much a subject admits. Owner and name of a repository, with `@id` after each in the immutable form:
 * https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
function widthOf(subject) {
    const [, owner, name, rest] = /^repo:([^/:]*)\/([^:]*)(?::(.*))?$/.exec(subject) ?? [];
    if (owner === undefined || name === undefined) {
        const isOpen = /^[*?]|^repo:[^/]*[*?]/.test(subject);
        if (isOpen)
            return { severity: 'critical', says: 'any repository at GitHub fits' };
        return /[*?]/.test(subject)
            ? { severity: 'medium', says: 'a subject of its own form, with a wildcard' }
            : { severity: undefined, says: 'a subject of its own form' };
    }
    if (/[*?]/.test(owner.replace(/@\*$/, '')))
        return { severity: 'critical', says: 'repositories of other owners fit' };
    if (/[*?]/.test(name.replace(/@\*$/, '')))
        return { severity: 'high', says: 'several repositories of the owner fit' };
    if (rest === undefined)
        return { severity: undefined, says: 'no job has such a subject' };
    if (rest === 'pull_request')
        return { severity: 'high', says: 'pull requests run code that nobody has reviewed' };
    if (/^[*?]/.test(rest))
        return { severity: 'high', says: 'pull requests, which run code that nobody has reviewed, fit' };
    if (/[*?]/.test(rest))
        return { severity: 'medium', says: 'several branches, tags or environments fit' };
    return { severity: undefined, says: 'one branch, tag or environment' };
}
function checkForms(arn, subjects, all) {
    const ofRepository = subjects.filter((subject) => subject.startsWith('repo:'));
    const immutable = ofRepository.filter((subject) => /^repo:[^/:]+@\d+\/[^:]+@\d+:/.test(subject));
    const hasIds = all.some(({ key }) => /:(repository_id|repository_owner_id)$/i.test(key));
    if (immutable.length === ofRepository.length || hasIds)
        return passed('trust-subject-form', arn, 'Its trust policy names repositories by their ids.');
    const both = immutable.length > 0;
    return failed('trust-subject-form', arn, both
        ? 'Its trust policy names repositories by name and by id.'
        : 'Its trust policy names repositories by name only.', {
        severity: both ? 'none' : 'low',
        evidence: ofRepository,
        fix: both
            ? 'Once the repository uses immutable subjects, remove the subjects without ids.'
            : 'Add the immutable form, repo:OWNER@OWNER_ID/NAME@REPOSITORY_ID:..., beside it (mode setup prints both).',
    });
}
function checkPrincipals(arn, allows) {
    const own = ownerOf(arn);
    const found = allows.flatMap((statement) => principalRisks(statement, own));
    if (found.length === 0)
        return [passed('trust-principal', arn, 'Its trust policy admits no account as a whole, and no other account.')];
    const worst = found.reduce((a, b) => (rankOf(b.severity) > rankOf(a.severity) ? b : a));
    return [
        failed('trust-principal', arn, 'Its trust policy admits principals besides the jobs of a repository.', {
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
    if (ownerOf(name) !== own)
        return { severity: isConditional ? 'medium' : 'high', says: `another account: ${name}` };
    if (accountOf(name) === undefined)
        return undefined;
    return { severity: 'medium', says: `whoever in the account may assume roles: ${name}` };
}
/** Whether only jobs bound to an environment, which can ask for reviewers, may assume the role. */
function isBoundToEnvironment({ trust }) {
    const allows = trust.filter(({ effect }) => effect === 'Allow');
    return (allows.length > 0 &&
        allows.every((statement) => {
            const subjects = statement.conditions.filter(({ key }) => /:sub$/i.test(key)).filter(restricts);
            return (issuersOf(statement).length > 0 &&
                Object.keys(statement.principals ?? {}).every((kind) => kind === 'Federated') &&
                subjects.length > 0 &&
                subjects.every(({ values }) => values.every((value) => /^repo:[^*?]+:environment:[^*?]+$/.test(value))));
        }));
}
/** Whether the OIDC provider that a trust policy names is there, and which audiences it knows. */
function checkProvider(arn, reading) {
    if (reading.state !== 'ok')
        return unread('oidc-provider', arn, reading);
    if (reading.value === 'missing') {
        return failed('oidc-provider', arn, 'The OIDC provider that a trust policy names is not there.', {
            fix: `aws iam create-open-id-connect-provider --url https://${arn.slice(arn.indexOf('/') + 1)} --client-id-list sts.amazonaws.com`,
        });
    }
    const audiences = reading.value;
    const others = audiences.filter((name) => !/^sts\.amazonaws\.com(\.cn)?$/.test(name));
    if (others.length === 0)
        return passed('oidc-provider', arn, 'The OIDC provider admits tokens for AWS only.', audiences);
    return failed('oidc-provider', arn, 'The OIDC provider admits tokens that were made for other services.', {
        severity: 'low',
        evidence: others,
        fix: `aws iam remove-client-id-from-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${others[0] ?? ''}`,
    });
}

;// CONCATENATED MODULE: ./lib/aws/audit/access.js





/** Every kind of object has its rights checked apart: policies may name them apart. */
const KINDS = ['roots', 'packs', 'parts', 'marks', 'state'].map((kind) => `${kind}/*`);
function accessOf(place, policies, who) {
    const principal = {
        'aws:principalarn': who.arn === '*' ? undefined : who.arn,
        'aws:principalaccount': who.accountId,
    };
    const known = Object.entries(principal).filter(([, value]) => value !== undefined);
    const base = { 'aws:securetransport': 'true', ...Object.fromEntries(known) };
    const ask = (actions, resources, more = {}) => most(...actions.flatMap((action) => resources.map((resource) => mayDo(policies, { who, action, resource, context: { ...base, ...more } }))));
    const objects = KINDS.map((path) => (0,session_policy/* objectArn */.nd)(place, path));
    return {
        who: who.arn,
        read: ask(['s3:GetObject', 's3:GetObjectVersion'], objects),
        write: ask(['s3:PutObject'], objects, { ...OVERWRITE, 's3:if-none-match': '*' }),
        overwrite: ask(['s3:PutObject'], objects, OVERWRITE),
        markDeleted: ask(['s3:DeleteObject'], objects),
        deleteVersions: most(ask(['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'], objects), ask(['s3:DeleteBucket'], [(0,session_policy/* bucketArn */.SB)(place)])),
        changeRules: ask([...RULE_ACTIONS, ...MORE_RULES], [(0,session_policy/* bucketArn */.SB)(place)]),
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
        return { state: 'ok', value: parsePolicy(text.value) };
    }
    catch {
        return { state: 'unknown', reason: 'What it answered is not a policy that this version can read.' };
    }
}
/** A role: who may assume it, and what it may do with the vault. Pure. */
function reviewRole(arn, reading, bucketPolicy, place) {
    if (reading.state !== 'ok')
        return { findings: [...TRUST_CHECKS, ...ROLE_CHECKS].map((check) => unread(check, arn, reading)), access: [] };
    if (reading.value === 'missing') {
        const fix = 'Remove it from audit-roles and from the policies that name it, or create it (mode setup prints it).';
        return { findings: [failed('role-found', arn, 'The role does not exist.', { fix })], access: [] };
    }
    const { trust, policies, hasBoundary } = reading.value;
    const trusted = statementsOf({ state: 'ok', value: trust });
    const role = trusted.state === 'ok' ? { arn, trust: trusted.value } : undefined;
    const found = passed('role-found', arn, 'The role exists.');
    const ofTrust = role === undefined
        ? TRUST_CHECKS.map((check) => unknown(check, arn, 'Its trust policy cannot be read by this version.'))
        : checkTrust(role);
    const read = policies.map(({ name, text }) => ({ name, statements: statementsOf(text) }));
    const identity = read.flatMap(({ statements }) => (statements.state === 'ok' ? statements.value : []));
    const bucket = bucketPolicy.state === 'ok' ? bucketPolicy.value : [];
    const who = { arn, accountId: ownerOf(arn) || undefined };
    const known = { identity, bucket, bucketOwner: place.accountId };
    const access = accessOf(place, known, who);
    const unreadable = read.flatMap(({ name, statements }) => (statements.state === 'ok' ? [] : [{ name, statements }]));
    const isBlind = unreadable.length > 0 || bucketPolicy.state !== 'ok';
    const changesIam = most(...IAM_ACTIONS.map((action) => mayDo({ identity, bucket: [], bucketOwner: undefined }, { who, action, resource: '*', context: {} })));
    return {
        findings: [
            found,
            ...ofTrust,
            readable(arn, unreadable, hasBoundary),
            ...judgeRole(arn, access, changesIam, { isBlind, isBound: role !== undefined && isBoundToEnvironment(role) }),
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
        return passed('policy-readable', arn, 'Its policies were read.', boundary);
    const { name, statements } = first;
    return statements.state === 'denied'
        ? unknown('policy-readable', arn, `${name}: the credentials lack ${statements.permission}.`, statements.permission)
        : unknown('policy-readable', arn, `${name}: ${statements.reason}`);
}
function judgeRole(arn, access, changesIam, { isBlind, isBound }) {
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const fix = `Take the right away: aws iam list-role-policies --role-name ${name}; aws iam list-attached-role-policies --role-name ${name}`;
    const judge = (check, may, what, most) => {
        if (may === 'no' && isBlind)
            return unknown(check, arn, 'Not all policies could be read.');
        if (may === 'no')
            return passed(check, arn, `The role may not ${what}.`);
        const evidence = [
            ...(may === 'maybe' ? ['under conditions that the policies alone do not answer'] : []),
            ...(isBound ? ['only jobs of an environment may assume it: give that environment reviewers'] : []),
        ];
        const severity = isBound || may === 'maybe' ? milder(most) : most;
        return failed(check, arn, `The role may ${what}.`, { severity, evidence, fix });
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
        return { findings: [unread(check, bucket, policy)], access: [] };
    const principals = policy.value.filter(({ effect }) => effect === 'Allow').flatMap(principalsOf);
    const access = [...new Set(principals)].map((arn) => {
        const who = { arn, accountId: ownerOf(arn) };
        return accessOf(place, { identity: undefined, bucket: policy.value, bucketOwner: place.accountId }, who);
    });
    const granted = access
        .filter(({ who }) => place.accountId === undefined || ownerOf(who) !== place.accountId)
        .map((row) => ({ who: row.who, rights: WORDS.filter(([right]) => row[right] !== 'no'), row }))
        .filter(({ rights }) => rights.length > 0);
    if (granted.length === 0)
        return { findings: [passed(check, bucket, 'The bucket policy lets nobody else in.')], access };
    const findings = granted.map(({ who, rights, row }) => {
        const isSure = rights.some(([right]) => row[right] === 'yes');
        const worst = rights.some(([, , severity]) => severity === 'critical') ? 'critical' : 'high';
        return failed(check, bucket, `The bucket policy lets ${who === '*' ? 'anybody' : who} in.`, {
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

// EXTERNAL MODULE: ./lib/aws/policies.js
var policies = __webpack_require__(65811);
;// CONCATENATED MODULE: ./lib/aws/audit/baseline.js







const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
/** What an audit notes for the next one, to see what got weaker. */
const baselineSchema = dist/* object */.Ikc({
    /** S3's time, ISO. */
    at: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* isoTimestamp */.yhX()),
    /** `check subject` of all that passed. */
    passed: dist/* array */.YOg(dist/* string */.YjP()),
    /** Days after which noncurrent S3 versions go; null: never. Not there where it could not be read. */
    noncurrentDays: dist/* optional */.lqM(dist/* nullable */.mee(count)),
    objectLock: dist/* optional */.lqM(dist/* nullable */.mee(dist/* object */.Ikc({ mode: dist/* optional */.lqM(dist/* string */.YjP()), days: count }))),
    /** Deny statements of the bucket policy: their names and hashes. */
    denies: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({ sid: dist/* string */.YjP(), sha256: dist/* string */.YjP() }))),
});
/**
 * @param before of the last audit: what it says of roles that this one did not look at is kept
 * @param at S3's clock
 */
function baselineOf(facts, findings, { before, prefix, at }) {
    const subjects = new Set(findings.map(({ subject }) => subject));
    const kept = (before?.passed ?? []).filter((name) => !subjects.has(name.slice(name.indexOf(' ') + 1)));
    const own = findings.filter(({ status, check }) => status === 'passed' && !check.startsWith('attack-')).map(baseline_nameOf);
    const lock = baseline_valueOf((0,posture/* mapReading */.P2)(facts.objectLock, posture/* lockOf */.Vx));
    const rules = baseline_valueOf(facts.lifecycle)?.value.rules;
    const policy = baseline_valueOf(facts.policy);
    return {
        at: at.toISOString(),
        passed: [...new Set([...own, ...kept])].sort(),
        ...(rules && { noncurrentDays: (0,bucket_checks/* noncurrentDays */.C5)((0,bucket_checks/* rulesOn */.Tv)(rules, prefix)) ?? null }),
        ...(lock && { objectLock: lock.value ?? null }),
        ...(policy && statementsOf(facts.policy).state === 'ok' && { denies: deniesOf(policy.value) }),
    };
}
/** Wrapped, since undefined is a value here too. */
function baseline_valueOf(reading) {
    return reading.state === 'ok' ? { value: reading.value } : undefined;
}
function baseline_nameOf({ check, subject }) {
    return `${check} ${subject}`;
}
/** S3 may give a policy in other words than it was put. */
function deniesOf(policy) {
    const { Statement = [] } = JSON.parse(policy ?? '{}');
    return [Statement].flat().flatMap((statement) => {
        const { Effect, Sid } = (statement ?? {});
        if (Effect !== 'Deny')
            return [];
        const sha256 = (0,external_node_crypto_.createHash)('sha256').update((0,policies/* canonicalJson */.dj)(statement)).digest('hex');
        return [{ sid: typeof Sid === 'string' ? Sid : 'without a name', sha256 }];
    });
}
/** What is weaker than in the last audit, or can no longer be seen. Pure. */
function checkWeakened(before, now, findings, bucket) {
    const check = 'attack-weakened';
    if (before === undefined)
        return passed(check, bucket, 'This is the first audit: it is what the next one compares with.');
    const evidence = [...lostChecks(before, findings), ...weakerNumbers(before, now), ...lostDenies(before, now)];
    if (evidence.length === 0)
        return passed(check, bucket, `Nothing is weaker than on ${before.at}.`);
    return failed(check, bucket, `The vault is less protected than on ${before.at}.`, {
        evidence,
        fix: 'Find out in CloudTrail who changed it; then run `holdfast setup`. The next audit compares with what is now.',
    });
}
function lostChecks({ passed: names }, findings) {
    const before = new Set(names);
    return findings
        .filter((finding) => finding.status !== 'passed' && before.has(baseline_nameOf(finding)))
        .map(({ check, subject, status, message }) => status === 'failed' ? `${check} of ${subject}: ${message}` : `${check} of ${subject}: can no longer be checked`);
}
function weakerNumbers(before, now) {
    const [oldDays, newDays] = [before.noncurrentDays, now.noncurrentDays];
    const isShorter = typeof newDays === 'number' && typeof oldDays === 'number' && newDays < oldDays;
    const lockBefore = before.objectLock;
    const lockNow = now.objectLock;
    const isUnlocked = lockBefore?.mode !== undefined &&
        lockNow !== undefined &&
        (lockNow?.mode === undefined ||
            lockNow.days < lockBefore.days ||
            (lockBefore.mode === 'COMPLIANCE' && lockNow.mode !== 'COMPLIANCE'));
    return [
        ...(isShorter ? [`noncurrent S3 versions: ${newDays} days, ${oldDays} before`] : []),
        ...(isUnlocked ? [`Object Lock: ${lockText(lockNow)}, ${lockText(lockBefore)} before`] : []),
    ];
}
function lockText(lock) {
    return lock?.mode === undefined ? 'no default retention' : `${lock.mode}, ${lock.days} days`;
}
function lostDenies(before, now) {
    if (now.denies === undefined)
        return [];
    const left = new Set(now.denies.map(({ sha256 }) => sha256));
    return (before.denies ?? [])
        .filter(({ sha256 }) => !left.has(sha256))
        .map(({ sid }) => `a Deny of the bucket policy is gone, or another: ${sid}`);
}

;// CONCATENATED MODULE: ./lib/aws/audit/guards.js




/** Checks of what guards a bucket and is no part of it. Pure. */
function checkAccountBlock(reading, place) {
    const check = 'account-public-access-block';
    const account = place.accountId ?? 'the account';
    return judged(check, account, reading, (open) => open.length === 0
        ? passed(check, account, 'The account blocks public access to all of its buckets.')
        : failed(check, account, 'The account does not block public access to all of its buckets.', {
            evidence: open.map((name) => `${name} is off`),
            fix: `aws s3control put-public-access-block --account-id ${account} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
        }));
}
/** @param key as the bucket names its KMS key; undefined: S3's own keys are used, or the key that AWS manages */
function checkKeyPolicy(key, reading, place) {
    const check = 'key-policy';
    if (key === undefined || reading === undefined)
        return passed(check, place.bucket, 'The bucket uses no KMS key of its own.');
    const statements = statementsOf(reading);
    if (statements.state !== 'ok')
        return unread(check, key, statements);
    const allows = statements.value.filter(({ effect }) => effect === 'Allow');
    const open = allows.filter(({ principals, conditions }) => namesAnybody(principals) && !conditions.some(picksCallers));
    const others = allows.flatMap((statement) => othersIn(statement, ownerOf(key)));
    const show = `aws kms get-key-policy --key-id ${key} --policy-name default --query Policy --output text`;
    if (open.length > 0) {
        return failed(check, key, 'The policy of the KMS key lets anybody use it.', {
            evidence: open.map(({ sid, actions }) => `${sid ?? 'a statement'}: ${actions.join(', ')}`),
            fix: `Name the roles that may use it: ${show}`,
        });
    }
    if (others.length > 0) {
        return failed(check, key, 'The policy of the KMS key admits other accounts.', {
            severity: others.some(({ mayDestroy }) => mayDestroy) ? 'high' : 'medium',
            evidence: others.map(({ name, mayDestroy }) => (mayDestroy ? `${name}, which may delete the key` : name)),
            fix: `Remove them if they are not meant: ${show}`,
        });
    }
    return passed(check, key, 'The policy of the KMS key admits nobody outside the account.');
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
    const mayDestroy = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'].some((action) => matchesAction(statement, action));
    return (statement.principals?.['AWS'] ?? [])
        .filter((name) => name !== '*' && ownerOf(name) !== own)
        .map((name) => ({ name, mayDestroy }));
}

;// CONCATENATED MODULE: ./lib/aws/audit/review.js





/** Everything that is not told by the stored objects: the bucket, the account, the roles. Reads what it needs of the account. */
async function review(facts, place, roles, identity, account) {
    const policy = statementsOf(facts.policy);
    const [openSwitches, key, read] = await Promise.all([
        readBlock(place, account),
        readKey(facts, account),
        Promise.all(roles.map(async (arn) => ({ arn, role: await review_readRole(arn, identity, account) }))),
    ]);
    const providers = await readProviders(read, account);
    const reviewed = [
        reviewBucketPolicy(policy, place),
        ...read.map(({ arn, role }) => reviewRole(arn, role, policy, place)),
    ];
    return {
        findings: [
            ...checkBucket(facts, place),
            ...checkDenials(policy, facts.objectLock, place),
            checkAccountBlock(openSwitches, place),
            checkKeyPolicy(key.name, key.policy, place),
            ...reviewed.flatMap(({ findings }) => findings),
            ...providers,
        ],
        access: reviewed.flatMap(({ access }) => access),
    };
}
async function readBlock({ accountId }, account) {
    if (accountId !== undefined)
        return account.openSwitches(accountId);
    return { state: 'unknown', reason: 'The account of the bucket is not known (expected-bucket-owner tells it).' };
}
/** The key that AWS manages for S3 has a policy that nobody can change. */
async function readKey({ encryption }, account) {
    const name = encryption.state === 'ok' ? encryption.value?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID : undefined;
    if (name === undefined || name.endsWith('alias/aws/s3'))
        return { name: undefined, policy: undefined };
    return { name, policy: await account.keyPolicy(name) };
}
async function review_readRole(arn, identity, account) {
    const [own, accountOfRole] = [identity?.accountId, ownerOf(arn)];
    if (own !== undefined && own !== accountOfRole)
        return {
            state: 'unknown',
            reason: `The role belongs to account ${accountOfRole}, and IAM shows those of ${own}.`,
        };
    return account.role(arn.slice(arn.lastIndexOf('/') + 1));
}
/** Each provider that a trust policy names, once. */
async function readProviders(roles, account) {
    const trusts = roles.flatMap(({ role }) => role.state === 'ok' && role.value !== 'missing' ? [role.value.trust] : []);
    const arns = trusts.flatMap((text) => {
        const statements = statementsOf({ state: 'ok', value: text });
        return statements.state === 'ok'
            ? statements.value.flatMap(({ principals }) => principals?.['Federated'] ?? [])
            : [];
    });
    const providers = [...new Set(arns)].filter((arn) => arn.includes(':oidc-provider/'));
    return Promise.all(providers.map(async (arn) => checkProvider(arn, await account.provider(arn))));
}
/** The roles to look at: that of the credentials, if it is one, and those that were named; each once. */
function rolesToReview(identity, named) {
    const [, partition, account, name] = /^arn:([^:]+):sts::([^:]*):assumed-role\/([^/]+)\//.exec(identity?.arn ?? '') ?? [];
    if (name === undefined)
        return [...new Set(named)];
    // A session does not tell the path of its role.
    const isNamed = named.some((arn) => ownerOf(arn) === account && arn.endsWith(`/${name}`));
    const own = `arn:${partition}:iam::${account}:role/${name}`;
    return [...new Set(isNamed ? named : [own, ...named])];
}

;// CONCATENATED MODULE: ./lib/aws/audit/verdict.js

/** Without one of these, who has stolen a role can destroy what is stored. */
const NEEDED = [
    'versioning',
    'lifecycle-harm',
    'deny-overwrite',
    'deny-delete',
    'deny-rules',
    'role-delete-versions',
    'role-rules',
    'role-iam',
    'role-overwrite',
];
/** Pure. What is not known never makes a `yes`. */
function verdictOf(findings, access) {
    const names = (those) => those.map(({ check, subject }) => `${check} of ${subject}`);
    const isNeeded = ({ check }) => NEEDED.includes(check);
    const against = findings.filter((finding) => finding.status === 'failed' && rankOf(finding.severity) >= rankOf(isNeeded(finding) ? 'medium' : 'high'));
    if (against.length > 0)
        return { attackProof: 'no', because: names(against) };
    const open = findings.filter((finding) => finding.status === 'unknown' && isNeeded(finding));
    if (open.length > 0)
        return { attackProof: 'not known', because: names(open) };
    if (access.length === 0)
        return { attackProof: 'not known', because: ['no role was reviewed'] };
    return { attackProof: 'yes', because: [] };
}

// EXTERNAL MODULE: ./lib/aws/network.js
var network = __webpack_require__(33795);
// EXTERNAL MODULE: ./lib/aws/partition.js
var aws_partition = __webpack_require__(80915);
;// CONCATENATED MODULE: ./lib/report/sarif.js

/** Code scanning sorts alerts by these: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SECURITY_SEVERITY = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' };
const LEVELS = { low: 'note', medium: 'warning', high: 'error', critical: 'error' };
/** Code scanning takes no file with more: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const RESULTS_MAX = 5000;
/**
 * A SARIF 2.1.0 document as code scanning takes it: each result at a place in a file, the workflow that runs the audit,
 * since a bucket is none, and with a fingerprint by which it is known again.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
function sarifLog({ version, findings, notChecked, workflowRef }) {
    const results = findings.slice(0, RESULTS_MAX);
    const ruleIds = [...new Set(results.map(({ rule }) => rule))];
    const location = {
        physicalLocation: {
            artifactLocation: { uri: workflowFile(workflowRef), uriBaseId: '%SRCROOT%' },
            region: { startLine: 1 },
        },
    };
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'Holdfast',
                        semanticVersion: version,
                        rules: ruleIds.map((id) => ruleOf(results.filter(({ rule }) => rule === id))),
                    },
                },
                automationDetails: { id: 'holdfast-audit/' },
                results: results.map((finding) => ({
                    ruleId: finding.rule,
                    ruleIndex: ruleIds.indexOf(finding.rule),
                    level: LEVELS[finding.severity],
                    message: { text: finding.message },
                    locations: [location],
                    partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
                })),
                invocations: [
                    {
                        executionSuccessful: true,
                        toolExecutionNotifications: notChecked.map((text) => ({ level: 'warning', message: { text } })),
                    },
                ],
            },
        ],
    };
}
/** @param findings of one rule, which is as severe as the worst of them */
function ruleOf(findings) {
    const order = Object.keys(SECURITY_SEVERITY);
    const worst = findings.reduce((a, b) => (order.indexOf(b.severity) > order.indexOf(a.severity) ? b : a));
    return {
        id: worst.rule,
        name: worst.rule,
        shortDescription: { text: worst.title },
        fullDescription: { text: worst.why },
        help: { text: `${worst.why}\n${worst.helpUrl}`, markdown: `${worst.why}\n\n[Documentation](${worst.helpUrl})` },
        helpUri: worst.helpUrl,
        defaultConfiguration: { level: LEVELS[worst.severity] },
        properties: { 'security-severity': SECURITY_SEVERITY[worst.severity], tags: ['security', 'backup'] },
    };
}
function fingerprint({ rule, subject }) {
    return (0,external_node_crypto_.createHash)('sha256').update(`${rule}\n${subject}`).digest('hex').slice(0, 32);
}
/** Path of the calling workflow in its repository; of one that could be there where none calls. */
function workflowFile(ref) {
    const path = /^[^/]+\/[^/]+\/(.+)@[^@]*$/.exec(ref ?? '')?.[1] ?? '.github/workflows/holdfast.yml';
    return path.split('/').map(encodeURIComponent).join('/');
}

// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/snapshot/blobs.js
var blobs = __webpack_require__(18628);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/prune-state.js
var prune_state = __webpack_require__(73788);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
;// CONCATENATED MODULE: ./lib/snapshot/attacks.js







/**
 * Looks for traces of an attack in the S3 versions of the whole vault: one request for each thousand. More only where
 * there is something to explain: what prune noted (two), and, where packs or parts were deleted or overwritten, the live
 * snapshots that prune has not noted (one each).
 */
async function findTraces(store, signal) {
    const scan = await scanVersions(store, signal);
    const needsPrune = [...scan.deleted, ...scan.overwritten].some(({ kind }) => ['root', 'blob'].includes(kind));
    const numbers = new prune_state/* KeyNumbers */.mt();
    const pruned = needsPrune ? await (0,prune_state/* readPruneState */._2)(store, numbers, signal) : NOTHING_PRUNED;
    const removed = new Set(pruned.removed.map(({ series, id }) => (0,keys/* rootKey */.eO)(series, id)));
    const read = await readNeeds(store, scan, { pruned, numbers }, signal);
    const isPartial = scan.deleted.some(({ key, kind }) => kind === 'root' && !removed.has(key));
    const needs = { ...read, isPartial: isPartial || read.unreadable.length > 0 };
    const judge = { store, signal, removed, needs };
    return {
        s3Versions: scan.s3Versions,
        snapshots: scan.roots.length,
        overwritten: await (0,lib_async/* mapBounded */.y)(scan.overwritten, IN_FLIGHT, (key) => judgeOverwritten(judge, key)),
        deleted: judgeDeleted(scan.deleted, judge),
        foreign: scan.foreign.map((key) => ({ key, degree: 'suspicious', says: 'Holdfast writes no such key' })),
        untrusted: scan.roots
            .filter(({ key, info }) => !info.timeTrusted && !scan.readmitted.has(key))
            .map(({ key, info }) => ({ key, degree: 'suspicious', says: `its name says ${info.utc.toISOString()}` })),
    };
}
const IN_FLIGHT = 16;
const NOTHING_PRUNED = { roots: new Map(), removed: [] };
function kindOf(key) {
    if ((0,keys/* parseRootKey */.tv)(key) !== undefined)
        return 'root';
    if ((0,keys/* parseBlobKey */.QK)(key) !== undefined)
        return 'blob';
    if ((0,keys/* parseMarkKey */.GE)(key) !== undefined)
        return 'mark';
    if ((0,keys/* parseStateKey */.SY)(key) !== undefined)
        return 'state';
    return key === 'v1/probe' ? 'probe' : 'foreign';
}
async function scanVersions(store, signal) {
    const scan = { s3Versions: 0, roots: [], readmitted: new Set(), overwritten: [], deleted: [], foreign: [] };
    // A page ends anywhere, and has the delete markers apart: its last key is looked at together with the next page.
    let open = new Map();
    for await (const page of store.listVersions('v1/', { signal })) {
        scan.s3Versions += page.length;
        for (const version of page) {
            const known = open.get(version.key);
            if (known === undefined)
                open.set(version.key, [version]);
            else
                known.push(version);
        }
        const last = [...open.keys()].reduce((a, b) => (Buffer.compare(Buffer.from(a), Buffer.from(b)) >= 0 ? a : b), '');
        for (const [key, versions] of open)
            if (key !== last)
                note(scan, key, versions);
        open = new Map([...open].filter(([key]) => key === last));
    }
    for (const [key, versions] of open)
        note(scan, key, versions);
    return scan;
}
function note(scan, key, all) {
    const kind = kindOf(key);
    const data = all
        .filter(({ isDeleteMarker }) => !isDeleteMarker)
        .sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || Number(a.isLatest) - Number(b.isLatest));
    const current = data.find(({ isLatest }) => isLatest);
    const versions = { key, kind, data, isDeleted: current === undefined, markers: all.length - data.length };
    if (kind === 'foreign') {
        if (current !== undefined)
            scan.foreign.push(key);
        return;
    }
    if (data.length > 1)
        scan.overwritten.push(versions);
    if (current === undefined)
        scan.deleted.push(versions);
    const mark = (0,keys/* parseMarkKey */.GE)(key);
    if (mark?.kind === 'readmitted' && current !== undefined)
        scan.readmitted.add((0,keys/* rootKey */.eO)(mark.series, mark.id));
    const info = current && (0,snapshots/* snapshotInfo */.bX)({ ...current, etag: '', storageClass: undefined });
    if (info !== undefined)
        scan.roots.push({ key, info });
}
/** What live snapshots need; read only where something of it was touched. */
async function readNeeds(store, scan, { pruned, numbers }, signal) {
    const objects = new Set();
    const unreadable = [];
    if (![...scan.deleted, ...scan.overwritten].some(({ kind }) => kind === 'blob'))
        return { objects, unreadable };
    const unread = scan.roots.filter(({ key }) => !pruned.roots.has(key));
    for (const { key } of scan.roots) {
        for (const number of pruned.roots.get(key)?.objects ?? [])
            objects.add(numbers.key(number));
    }
    await (0,lib_async/* mapBounded */.y)(unread, IN_FLIGHT, async ({ key, info }) => {
        try {
            for (const object of (await (0,snapshots/* readRoot */.XD)(store, info, { signal })).objects)
                objects.add(object.key);
        }
        catch (error) {
            if (!isUnreadable(error))
                throw error;
            unreadable.push(key);
        }
    });
    return { objects, unreadable };
}
function isUnreadable(error) {
    const codes = ['corrupt-root', 'corrupt-frame', 'newer-format'];
    return (0,blobs/* isLoss */.Q)(error) || (error instanceof errors/* HoldfastError */.Et && codes.includes(error.code));
}
function judgeDeleted(deleted, { removed, needs }) {
    const suspects = deleted.map(({ key, kind }) => {
        switch (kind) {
            case 'root':
                return removed.has(key)
                    ? { key, degree: 'explained', says: 'a snapshot that prune took out' }
                    : { key, degree: 'harm', says: 'a snapshot, and prune has no record of it' };
            case 'blob':
                if (needs.objects.has(key))
                    return { key, degree: 'harm', says: 'a live snapshot needs it' };
                return needs.isPartial
                    ? { key, degree: 'suspicious', says: 'a snapshot that was deleted or cannot be read may need it' }
                    : { key, degree: 'explained', says: 'no live snapshot needs it' };
            case 'mark':
                return { key, degree: 'harm', says: 'a mark, which nothing of Holdfast deletes' };
            case 'probe':
                return { key, degree: 'suspicious', says: 'nothing of Holdfast deletes it; the next backup writes it again' };
            default:
                return { key, degree: 'suspicious', says: 'nothing of Holdfast deletes it' };
        }
    });
    return suspects.concat(needs.unreadable.map((key) => ({ key, degree: 'suspicious', says: 'a snapshot that cannot be read: run verify' })));
}
/** Whether the right bytes lie on top again, as repair leaves them. */
async function judgeOverwritten(judge, versions) {
    const { key, kind, data, isDeleted, markers } = versions;
    if (isDeleted)
        return data.every(({ etag }) => etag !== undefined && etag === data[0]?.etag)
            ? { key, degree: 'explained', says: 'brought back once, with the same bytes, and deleted since' }
            : { key, degree: 'suspicious', says: 'overwritten, and deleted since' };
    // A backup finds it gone, and writes it without overwriting anything.
    if (kind === 'probe' && markers >= data.length - 1)
        return { key, degree: 'explained', says: 'deleted by somebody, and written again by a backup' };
    if (kind === 'probe')
        return { key, degree: 'suspicious', says: 'the server does not refuse to overwrite' };
    if (await isCurrentRight(judge, versions))
        return { key, degree: 'explained', says: 'written again; the bytes that were stored first lie on top' };
    const isNeeded = kind !== 'blob' || judge.needs.isPartial || judge.needs.objects.has(key);
    return !isNeeded
        ? { key, degree: 'suspicious', says: 'no live snapshot needs it' }
        : { key, degree: 'harm', says: 'the bytes on top are not those that were stored first' };
}
async function isCurrentRight({ store, signal }, { key, kind, data }) {
    if (kind === 'root' || kind === 'blob')
        return holdsItsName(store, key, kind, signal);
    const [first, last] = [data[0], data.at(-1)];
    return first?.etag !== undefined && first.etag === last?.etag;
}
/** Packs and parts by the provider's own checksum where it keeps one; all else by reading the object. */
async function holdsItsName(store, key, kind, signal) {
    const head = await store.head(key, { signal });
    if (head === undefined || head.sizeBytes > limits/* LIMITS */.b.rootMaxBytes)
        return false;
    if (kind === 'blob' && head.sha256 !== undefined)
        return (0,keys/* isNamedBy */.$8)(key, head.sha256);
    return (0,keys/* isNameOf */.b_)(key, (await store.get(key, { signal })).body);
}

// EXTERNAL MODULE: ./lib/snapshot/vault-state.js
var vault_state = __webpack_require__(88580);
// EXTERNAL MODULE: ./lib/store/preflight.js
var preflight = __webpack_require__(858);
// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(13411);
// EXTERNAL MODULE: ./lib/commands/result.js
var result = __webpack_require__(79421);
// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var commands_vault = __webpack_require__(16807);
;// CONCATENATED MODULE: ./lib/commands/audit.js




















/** Reviews the bucket, the roles and the stored objects: who could read, change or destroy backups, and did somebody? */
async function audit(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Audit' });
    const vault = await (0,commands_vault/* openVault */.Z1)(inputs, deps);
    const identity = await vault.credentials.identity();
    const [facts, traces, before] = await Promise.all([
        (0,posture/* readSettings */.sb)(vault.connection, posture/* ALL_SETTINGS */.wn, deps.signal),
        orRefused(findTraces(vault.store, deps.signal)),
        readBaseline(vault, deps),
    ]);
    const isDenied = (reading) => reading.state === 'denied';
    if (traces instanceof errors/* HoldfastError */.Et && Object.values(facts).every(isDenied))
        throw traces;
    const { findings: ofSettings, access } = await reviewIn(vault, facts, identity, inputs, deps);
    const weakened = await compare(vault, facts, before, ofSettings, deps);
    const findings = sorted([...tracesFound(traces, inputs), weakened, ...ofSettings]);
    // At a prompt the table says it all, at once.
    if (deps.surface === 'action')
        tell(findings, deps);
    const sarif = await writeSarif(findings, inputs, deps);
    return resultOf(inputs, { findings, access, traces, sarif });
}
async function reviewIn({ connection, credentials, store }, facts, identity, inputs, deps) {
    const { endpointUrl, expectedBucketOwner, bucket, prefix } = connection.settings;
    const { partition } = credentials;
    const onAws = endpointUrl === undefined || (0,aws_partition/* isAwsEndpoint */.DM)(endpointUrl);
    const account = accountReader({
        credentials: credentials.provider,
        network: (0,network/* createNetwork */.VS)({}, deps.env),
        region: credentials.region ?? (0,aws_partition/* firstRegionOf */.iI)(partition),
        onAws,
        env: deps.env,
        emit: deps.emit,
        signal: deps.signal,
    });
    const { encryption } = (0,posture/* postureOf */.oQ)(facts);
    const hasNoDefault = encryption.state === 'ok' && encryption.value === undefined;
    const probe = hasNoDefault ? await orRefused(store.head(preflight/* PROBE_KEY */.B8, { signal: deps.signal })) : undefined;
    const encryptionSeen = !(probe instanceof errors/* HoldfastError */.Et) && probe?.serverSideEncryption !== undefined;
    const place = { bucket, prefix, partition, accountId: expectedBucketOwner, onAws, encryptionSeen };
    return review(facts, place, rolesToReview(identity, inputs.auditRoles), identity, account);
}
/** What is refused is not known, and the audit goes on; every other error ends it. */
async function orRefused(work) {
    try {
        return await work;
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && NOT_SEEN.includes(error.code))
            return error;
        throw error;
    }
}
const NOT_SEEN = ['access-denied', 'corrupt-state', 'not-implemented'];
/** Mode under whose name the baseline is kept. */
const STATE = 'audit';
function readBaseline({ store }, { signal }) {
    return orRefused((0,vault_state/* readState */.un)(store, STATE, baselineSchema, signal));
}
/** What got weaker since the last audit; what is now is noted for the next, if it is anything new. */
async function compare({ store, connection }, facts, before, findings, { emit, now, signal }) {
    const { bucket, prefix } = connection.settings;
    const at = store.serverDate() ?? now();
    const known = before instanceof errors/* HoldfastError */.Et ? undefined : before;
    const baseline = baselineOf(facts, findings, { before: known, prefix, at });
    if (known === undefined || !isSame(known, baseline)) {
        const written = await orRefused((0,vault_state/* writeState */.Jq)(store, STATE, at, baseline, signal));
        if (written instanceof errors/* HoldfastError */.Et) {
            const { message: reason, why, fix } = written;
            const message = `The next audit has nothing new to compare with: ${reason}`;
            emit({ type: 'warning', class: 'baseline-not-written', message, why, fix });
        }
    }
    if (!(before instanceof errors/* HoldfastError */.Et))
        return checkWeakened(known, baseline, findings, bucket);
    if (before.code !== 'corrupt-state')
        return unknown('attack-weakened', bucket, before.message);
    return failed('attack-weakened', bucket, 'What the last audit noted is damaged.', {
        evidence: [before.message],
        fix: 'Nothing but audits writes below v1/state/audit/: find out who did. This audit has noted the state of now.',
    });
}
function isSame(a, b) {
    return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
}
/** Keys that a finding shows. */
const SHOWN = 10;
const DEGREES = {
    harm: 'critical',
    suspicious: 'medium',
    explained: 'none',
};
function tracesFound(traces, { bucket, prefix }) {
    const repair = commandFor('repair', { bucket, prefix }, '--all-series');
    const rows = [
        ['attack-overwritten', 'overwritten', 'Keys of the vault were overwritten', repair],
        ['attack-deleted', 'deleted', 'Keys of the vault lie under delete markers', repair],
        ['attack-foreign-objects', 'foreign', 'Objects lie in the vault that Holdfast does not write', ''],
        [
            'attack-untrusted-times',
            'untrusted',
            'Snapshots were stored at another time than they say',
            `${repair} --readmit`,
        ],
    ];
    return rows.map(([check, list, message, command]) => {
        if (traces instanceof errors/* HoldfastError */.Et)
            return unknown(check, bucket, traces.message, traces.code === 'access-denied' ? 's3:ListBucketVersions' : undefined);
        const suspects = [...traces[list]].sort((a, b) => rankOf(DEGREES[b.degree]) - rankOf(DEGREES[a.degree]));
        return traceFound(check, bucket, message, suspects, command);
    });
}
function traceFound(check, bucket, message, suspects, command) {
    const [worst] = suspects;
    const shown = suspects.slice(0, SHOWN).map(({ key, says }) => `${key}: ${says}`);
    const more = suspects.length > SHOWN ? [`and ${suspects.length - SHOWN} more`] : [];
    if (worst === undefined)
        return passed(check, bucket, `${CHECKS[check].title}.`);
    if (worst.degree === 'explained')
        return passed(check, bucket, `${CHECKS[check].title}, but for what Holdfast did itself.`, [...shown, ...more]);
    const look = command === ''
        ? 'Look at them, and find out in CloudTrail who wrote them.'
        : `See what would be done: ${command}; do it with --apply. Find out in CloudTrail who it was.`;
    return failed(check, bucket, `${message}.`, {
        severity: DEGREES[worst.degree],
        evidence: [...shown, ...more],
        fix: look,
    });
}
/** Annotations: the serious ones, each check a class of its own, and what could not be checked. */
function tell(findings, { emit }) {
    for (const { check, status, severity, subject, message, evidence, fix, permission } of findings) {
        const why = evidence.length > 0 ? evidence.join('; ') : undefined;
        const what = `${message} (${subject})`;
        if (status === 'failed' && rankOf(severity) >= rankOf('medium'))
            emit({ type: 'warning', class: `audit-${check}`, message: `${severity}: ${what}`, why, fix });
        if (status === 'unknown' && permission === undefined)
            emit({ type: 'notice', class: 'audit-not-served', message: what, why, fix });
        if (status === 'unknown' && permission !== undefined)
            emit({ type: 'warning', class: 'audit-not-permitted', message: what, why, fix });
    }
}
async function writeSarif(findings, inputs, deps) {
    if (inputs.sarif === undefined)
        return undefined;
    const path = (0,external_node_path_.resolve)(deps.workingDir, inputs.sarif);
    const log = sarifLog({
        version: version/* VERSION */.x,
        findings: findings.flatMap((finding) => {
            const { check, status, severity, subject, message, evidence, fix } = finding;
            if (status !== 'failed' || severity === 'none')
                return [];
            const { title, why, url } = CHECKS[check];
            const text = [`${message} (${subject})`, ...evidence, ...(fix === undefined ? [] : [`What to do: ${fix}`])].join('\n');
            return [{ rule: check, title, why, helpUrl: url, severity, subject, message: text }];
        }),
        notChecked: findings
            .filter(({ status }) => status === 'unknown')
            .map(({ message, subject, evidence }) => `${message} (${subject}) ${evidence.join(' ')}`),
        workflowRef: deps.env['GITHUB_WORKFLOW_REF'],
    });
    try {
        await (0,promises_.writeFile)(path, `${JSON.stringify(log, undefined, 2)}\n`);
    }
    catch (cause) {
        throw new errors/* HoldfastError */.Et({
            code: 'sarif-not-written',
            message: `The SARIF file ${path} could not be written: ${(0,errors/* messageOf */.bD)(cause)}.`,
            fix: 'Let input sarif name a file in a folder that is there.',
            cause,
        });
    }
    return path;
}
function resultOf({ bucket, prefix, failOn }, outcome) {
    const { findings, access, traces, sarif } = outcome;
    const real = findings.filter(({ status, severity }) => status === 'failed' && severity !== 'none');
    const isFailed = failOn !== 'none' && real.some(({ severity }) => rankOf(severity) >= rankOf(failOn));
    const seen = traces instanceof errors/* HoldfastError */.Et ? {} : { s3Versions: traces.s3Versions, snapshots: traces.snapshots };
    const verdict = verdictOf(findings, access);
    return {
        status: isFailed ? 'failed' : 'complete',
        outputs: { findings: real.length, ...(sarif !== undefined && { sarif }) },
        tables: [findingsTable(findings), accessTable(access), passedTable(findings)].filter(({ rows }) => rows.length > 0),
        summary: {
            title: `Audit of ${bucket}${prefix === '' ? '' : `/${prefix}`}`,
            text: `${verdictText(verdict)} ${textOf(findings, real, seen)}${access.length > 0 ? '' : NO_ROLES}`,
        },
        json: { bucket, prefix, ...seen, ...verdict, findings: findings.map(jsonOf), access },
    };
}
/** Causes that the first sentence names. */
const CAUSES_SHOWN = 4;
function verdictText({ attackProof, because }) {
    if (attackProof === 'yes')
        return 'Attack-proof: yes. Whoever steals a role that was reviewed can neither overwrite what is stored, nor delete it for good, nor change the rules.';
    const more = because.length > CAUSES_SHOWN ? ` and ${because.length - CAUSES_SHOWN} more` : '';
    return `Attack-proof: ${attackProof} (${because.slice(0, CAUSES_SHOWN).join(', ')}${more}).`;
}
const NO_ROLES = ' No role was reviewed: the credentials are of none, or its policies could not be read; name roles in audit-roles.';
function jsonOf(finding) {
    const { title, why, url } = CHECKS[finding.check];
    return { ...finding, title, why, url };
}
function textOf(findings, real, seen) {
    const counts = [...SEVERITIES]
        .reverse()
        .map((severity) => [real.filter((finding) => finding.severity === severity).length, severity])
        .filter(([count]) => count > 0)
        .map(([count, severity]) => `${count} ${severity}`);
    const of = (status) => String(findings.filter((finding) => finding.status === status).length);
    return [
        real.length === 0 ? 'No findings.' : `Findings: ${counts.join(', ')}.`,
        `${of('passed')} checks passed, ${of('unknown')} could not be made.`,
        ...(seen.s3Versions === undefined
            ? []
            : [`S3 versions looked at: ${seen.s3Versions}, of snapshots: ${seen.snapshots}.`]),
    ].join(' ');
}
function findingsTable(findings) {
    const failures = findings
        .filter(({ status }) => status === 'failed')
        .map(({ check, severity, subject, message, evidence, fix }) => [
        severity,
        check,
        subject,
        found(message, evidence),
        fix,
        CHECKS[check].url,
    ]);
    const unchecked = findings.filter(({ status }) => status === 'unknown');
    // One refusal leaves many checks open, of a role all of them: a row for each cause.
    const causes = Map.groupBy(unchecked, ({ subject, evidence }) => [subject, ...evidence].join('\n'));
    const rows = [
        ...failures,
        ...[...causes.values()].map((those) => [
            'unknown',
            those.map(({ check }) => check).join(', '),
            those[0]?.subject,
            found('Not checked.', those[0]?.evidence ?? []),
            those[0]?.fix,
        ]),
    ];
    const columns = { ...(0,result/* textColumns */.L)('severity', 'check', 'of', 'what was found', 'what to do'), page: 'link' };
    return { title: 'Findings', columns, rows };
}
function found(message, evidence) {
    return evidence.length === 0 ? message : `${message} (${evidence.join('; ')})`;
}
function accessTable(access) {
    const rows = access.map((row) => [
        row.who,
        row.read,
        row.write,
        row.overwrite,
        row.markDeleted,
        row.deleteVersions,
        row.changeRules,
    ]);
    const rights = ['read', 'write', 'overwrite', 'set delete markers', 'delete S3 versions', 'change rules'];
    return {
        title: 'Who may do what (other users and roles of the account are not seen: name roles in audit-roles)',
        columns: (0,result/* textColumns */.L)('who', ...rights),
        rows,
    };
}
function passedTable(findings) {
    const rows = findings
        .filter(({ status }) => status === 'passed')
        .map(({ check, subject, message, evidence }) => [check, subject, found(message, evidence)]);
    return { title: 'Passed', columns: (0,result/* textColumns */.L)('check', 'of', 'what was found'), rows };
}


/***/ }),

/***/ 73788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q6: () => (/* binding */ removedByPrune),
/* harmony export */   _2: () => (/* binding */ readPruneState),
/* harmony export */   mt: () => (/* binding */ KeyNumbers),
/* harmony export */   zN: () => (/* binding */ writePruneState)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61650);
/* harmony import */ var _vault_state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88580);





/**
 * What prune keeps for its next run, and for others to read (`v1/state/prune/`): what it learned of roots, so that they
 * need not be read again, and which roots it took out. The id of a root is the hash of its bytes, so that what was learned
 * of it stays true.
 */
const count = valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .minValue */ .Wwf(0));
const removalSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    series: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y(_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isSeries */ ._k, 'not a series')),
    id: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y(_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isSnapshotId */ .Yr, 'not a snapshot id')),
    /** S3's time, ISO. */
    at: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .isoTimestamp */ .yhX()),
    /** Of one that was taken out by its id. */
    reason: valibot__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
});
const removalsSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Roots under a delete marker of prune's, or that it was about to mark; the record is written first. */
    removed: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(removalSchema),
});
const stateSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Keys of all packs and parts that the roots name. */
    keys: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y((key) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBlobKey */ .QK)(key) !== undefined, 'not a pack or part'))),
    roots: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        key: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y((key) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRootKey */ .tv)(key) !== undefined, 'not a root')),
        complete: valibot__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY(),
        anomaly: valibot__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY(),
        labels: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
        /** Indices in `keys`. */
        objects: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(count),
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                code: 'corrupt-state',
                message: `What prune noted of ${key} in its last run is damaged: it names an object that is not there.`,
                fix: 'Delete the newest object below v1/state/prune/: the next run begins afresh.',
            });
        roots.set(key, { ...facts, objects: Uint32Array.from(objects, (index) => translation[index]) });
    }
    return { roots, removed: newestOfEach([...older, ...(state === undefined ? [] : [state])]) };
}
/** Of two prunes at once neither has read what the other notes: what was removed stands in both. */
function readRecent(store, newest, signal) {
    const schemas = { newest, older: removalsSchema };
    return (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_3__/* .readRecentStates */ .EJ)(store, 'prune', schemas, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.graceSeconds, signal);
}
function newestOfEach(documents) {
    const byKey = new Map();
    const all = documents.flatMap(({ removed }) => removed);
    for (const removal of all.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
        byKey.set((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .rootKey */ .eO)(removal.series, removal.id), removal);
    return [...byKey.values()];
}
/** Root keys that prune took out, for those who ask whether a delete marker is its own; one LIST, and a GET for each prune of the last days. */
async function removedByPrune(store, signal) {
    const { newest, older } = await readRecent(store, removalsSchema, signal);
    const removed = newestOfEach([...older, ...(newest === undefined ? [] : [newest])]);
    return new Map(removed.map((removal) => [(0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .rootKey */ .eO)(removal.series, removal.id), removal]));
}
/** @param utc S3's clock */
async function writePruneState(store, utc, { roots, removed }, numbers, signal) {
    const used = new KeyNumbers();
    const rows = [...roots].map(([key, { complete, anomaly, labels, objects }]) => ({
        key,
        complete,
        anomaly,
        labels,
        objects: Array.from(objects, (number) => used.of(numbers.key(number))),
    }));
    const keys = Array.from({ length: used.size }, (_, number) => used.key(number));
    await (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_3__/* .writeState */ .Jq)(store, 'prune', utc, { keys, roots: rows, removed }, signal);
}


/***/ }),

/***/ 88580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EJ: () => (/* binding */ readRecentStates),
/* harmony export */   Jq: () => (/* binding */ writeState),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77934);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61650);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42977);





/** One JSON document, decoded. */
const STATE_MAX_RAW_BYTES = 256 * 1024 * 1024;
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
    const since = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .timeOfStamp */ .YN)(newest.slice((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode).length)).getTime() - spanSeconds * 1000;
    const first = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode) + (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUtc */ .ay)(new Date(since));
    const document = await readDocument(store, mode, newest, schema, signal);
    const found = [];
    for (const key of keys.filter((name) => name >= first)) {
        try {
            found.push(await readDocument(store, mode, key, older, signal));
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && error.code === 'corrupt-state'))
                throw error;
        }
    }
    return { newest: document, older: found };
}
/** The oldest first. */
async function stateKeys(store, mode, signal) {
    const found = [];
    for await (const { objects } of store.list((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode), signal && { signal }))
        found.push(...objects.map(({ key }) => key).filter((key) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStateKey */ .SY)(key) === mode));
    return found;
}
async function readDocument(store, mode, key, schema, signal) {
    const { body } = await store.get(key, signal && { signal });
    try {
        const raw = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(body, { maxOutputLength: STATE_MAX_RAW_BYTES });
        return valibot__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qgA(schema, JSON.parse(raw.toString('utf8')));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            code: 'corrupt-state',
            message: `${key}, where mode ${mode} keeps what it saw in its last run, is damaged.`,
            fix: 'Delete this one object: the next run begins afresh.',
            cause,
        });
    }
}
/** @param utc S3's clock */
async function writeState(store, mode, utc, document, signal) {
    const body = (0,_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .compressSync */ .oS)(Buffer.from(JSON.stringify(document)), STATE_ZSTD_LEVEL);
    await store.putNew((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .stateKey */ .bP)(mode, utc), body, signal && { signal });
}


/***/ })

};
