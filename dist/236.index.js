export const id = 236;
export const ids = [236,5570];
export const modules = {

/***/ 30236:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  audit: () => (/* binding */ audit)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-iam/dist-cjs/index.js
var dist_cjs = __webpack_require__(16764);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-kms/dist-cjs/index.js
var client_kms_dist_cjs = __webpack_require__(92632);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3-control/dist-cjs/index.js
var client_s3_control_dist_cjs = __webpack_require__(12619);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/aws/bucket/settings.js + 1 modules
var bucket_settings = __webpack_require__(80429);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
;// CONCATENATED MODULE: ./lib/aws/audit/account.js
/** Reads what protects a bucket from outside: roles, OIDC providers, keys, the public access block of the account. */






/** Credentials of one provider are never sent to another: see credentials.ts. */
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
            return (0,bucket_settings/* openSwitchesOf */.aU)((await s3Control(deps).send(command, options)).PublicAccessBlockConfiguration);
        }, { error: 'NoSuchPublicAccessBlockConfiguration', value: (0,bucket_settings/* openSwitchesOf */.aU)(undefined) }),
    };
}
const NO_SUCH_ENTITY = { error: 'NoSuchEntityException', value: 'missing' };
function endpointOf({ env }, service) {
    return env[`AWS_ENDPOINT_URL_${service}`] || undefined;
}
function configOf(deps, service) {
    const endpoint = endpointOf(deps, service);
    const { credentials, network, region } = deps;
    // retry.ts makes the retries: they end at once on abort.
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
/** The SDK puts the account in front of the host of an endpoint. Only AWS answers to such a name. */
function s3Control(deps) {
    const client = new client_s3_control_dist_cjs/* S3ControlClient */.gGw(configOf(deps, 'S3_CONTROL'));
    const endpoint = endpointOf(deps, 'S3_CONTROL');
    if (endpoint !== undefined) {
        client.config.endpointProvider = () => ({ url: new URL(endpoint) });
    }
    return client;
}
/**
 * Calls a service of the account. A refusal, a missing service and a permanent failure are answers. A server that cannot
 * be reached gave no answer, so the run fails.
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
// EXTERNAL MODULE: ./lib/base/times.js
var times = __webpack_require__(78947);
// EXTERNAL MODULE: ./lib/aws/bucket/lifecycle.js
var lifecycle = __webpack_require__(22420);
// EXTERNAL MODULE: ./lib/aws/bucket/object-lock.js
var object_lock = __webpack_require__(59461);
// EXTERNAL MODULE: ./lib/aws/bucket/policy-checks.js
var policy_checks = __webpack_require__(90812);
// EXTERNAL MODULE: ./lib/aws/bucket/reading.js
var reading = __webpack_require__(96688);
// EXTERNAL MODULE: ./lib/aws/policies/roles.js
var roles = __webpack_require__(3877);
;// CONCATENATED MODULE: ./lib/aws/audit/checks.js

const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const AGE = 'https://c2sp.org/age';
const GITHUB = 'https://docs.github.com/en/actions/reference/security/oidc';
/** Checks of what is not a setting of the bucket: its key, the account, roles, traces of attacks. */
const OTHER_CHECKS = {
    'key-policy': {
        severity: 'high',
        title: 'Policy of the KMS key',
        why: 'Whoever may disable or delete the key can make every backup under it unreadable. Whoever may use it can read them.',
        fix: 'Name the roles that may use the key in its policy, and nobody in other accounts. Checked only if the bucket uses a KMS key of your own. If anybody may use it, limited only by a condition on their account, organisation or ARN: high. Other accounts without the right to delete the key: medium.',
        url: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
    },
    'account-public-access-block': {
        severity: 'low',
        title: 'Public access block of the account',
        why: 'It applies to every bucket of the account, even if the setting of a bucket is removed.',
        fix: '`aws s3control put-public-access-block --account-id ACCOUNT ...`, if no bucket of the account has to be public.',
        url: `${S3}/configuring-block-public-access-account.html`,
    },
    'policy-readable': {
        severity: 'medium',
        title: 'Policies can be read',
        why: 'Only policies say who may do what. A policy that cannot be read is not reviewed.',
        fix: 'Allow the role of the audit to read them (below). This check is never failed, only unknown.',
        url: `${IAM}/access_policies.html`,
    },
    'access-others': {
        severity: 'critical',
        title: 'Access from elsewhere',
        why: 'The bucket policy gives other accounts, services or anybody these rights, whatever the roles of this account may do.',
        fix: 'Remove the statement if it is not intended. Reading and writing are high. Deleting S3 versions and changing the rules are critical. Medium if it depends on conditions.',
        url: `${S3}/example-walkthroughs-managing-access-example2.html`,
    },
    'role-delete-versions': {
        severity: 'high',
        title: 'A role may delete S3 versions',
        why: 'No mode of Holdfast needs this right. With it, backups can be destroyed for good.',
        fix: 'Remove `s3:DeleteObjectVersion`, `s3:BypassGovernanceRetention` and `s3:DeleteBucket` from the role. Medium if only jobs of a GitHub environment may assume it.',
        url: `${S3}/DeletingObjectVersions.html`,
    },
    'role-rules': {
        severity: 'high',
        title: 'A role may change the rules of the bucket',
        why: 'Only setup needs this right. With it, protections can be removed: versioning, lifecycle, policy, Object Lock.',
        fix: 'Remove the right. Only the role of setup needs it: bind that role to a GitHub environment with reviewers (then medium).',
        url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
    },
    'role-iam': {
        severity: 'critical',
        title: 'A role may change IAM',
        why: 'Whoever may change roles and their policies can give themselves every other right.',
        fix: 'Remove `iam:PutRolePolicy`, `iam:AttachRolePolicy`, `iam:CreatePolicyVersion` and `iam:UpdateAssumeRolePolicy` from the role.',
        url: `${IAM}/best-practices.html#grant-least-privilege`,
    },
    'role-overwrite': {
        severity: 'medium',
        title: 'A role may overwrite',
        why: 'A stolen session of this role could overwrite stored objects. The PUTs of a backup are conditional and never do that.',
        fix: '`holdfast setup` denies it for everybody, where the provider can.',
        url: `${S3}/conditional-writes-enforce.html`,
    },
    'role-found': {
        severity: 'medium',
        title: 'The role exists',
        why: 'A role that does not exist cannot make backups, and somebody else may create one of its name.',
        fix: 'Remove it from `audit-roles` and from the policies that name it, or create it.',
        url: `${IAM}/id_roles.html`,
    },
    'trust-subject': {
        severity: 'critical',
        title: 'Who may assume the role: subjects',
        why: 'The subject of the OIDC token and a few other claims tell one repository, branch, environment or workflow file from another.',
        fix: 'Let `StringEquals` name the repository with its environment, branch or workflow file: by the subject, or by the claims that STS checks since 2026 (`repository_id`, `repository`, `environment`, `ref`, `job_workflow_ref`). All conditions must hold, so the narrowest counts. Any owner: critical; several repositories, pull requests or every job of one: high; several branches or environments: medium; a workflow file alone, which other repositories may call: low. Conditions that also hold without the claim do not count, nor do operators that audit does not know.',
        url: `${GITHUB}#example-subject-claims`,
    },
    'trust-subject-form': {
        severity: 'low',
        title: 'Who may assume the role: form of the subject',
        why: 'A subject by name alone (repo:owner/name) admits whoever holds that name. It no longer matches once the repository changes to immutable subjects (repo:owner@id/name@id).',
        fix: 'Add the immutable form as a second subject (setup prints both). Remove the one by name later. While both are there, it is a remark only.',
        url: `${GITHUB}#immutable-subject-claims`,
    },
    'trust-audience': {
        severity: 'high',
        title: 'Who may assume the role: audience',
        why: 'Without it, a token that was issued for another service is accepted too.',
        fix: 'Add `"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"` to `StringEquals`.',
        url: `${IAM}/id_roles_providers_create_oidc.html`,
    },
    'trust-operator': {
        severity: 'high',
        title: 'Who may assume the role: operators',
        why: 'ForAllValues and ...IfExists also hold if the claim is missing. A wildcard in the name of a claim or in StringEquals is taken literally.',
        fix: 'Use `StringEquals` with whole values, and `StringLike` only where a wildcard is needed.',
        url: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    },
    'trust-principal': {
        severity: 'critical',
        title: 'Who may assume the role: principals',
        why: 'A role that anybody, or a whole account, may assume is as safe as the weakest of them.',
        fix: 'Name the roles that may assume it, and no account, service or anybody. Another account, or an identity provider other than OIDC (SAML, Google, Cognito), is high, with a condition medium. The whole account of the role is medium.',
        url: `${IAM}/reference_policies_elements_principal.html`,
    },
    'oidc-provider': {
        severity: 'medium',
        title: 'OIDC provider',
        why: 'Without the provider that its trust policy names, a role cannot be assumed. Each audience of the provider admits one more kind of token.',
        fix: 'Create the provider, or remove audiences that nothing needs (low).',
        url: `${IAM}/id_roles_providers_create_oidc.html`,
    },
    'attack-overwritten': {
        severity: 'critical',
        title: 'Nothing was overwritten',
        why: 'Holdfast never writes a key twice: a second S3 version was put there by somebody else, or by repair.',
        fix: '`holdfast repair` shows what is wrong and puts the right bytes back. What repair put back passes, with a note. So does a `v1/probe` that was deleted, since the next backup writes it again.',
        url: `${S3}/versioning-workflows.html`,
    },
    'attack-deleted': {
        severity: 'critical',
        title: 'Nothing that is needed was deleted',
        why: 'A delete marker on what a snapshot needs was set by somebody other than prune. The S3 versions below it are lost when they expire.',
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
    'attack-foreign-keys': {
        severity: 'high',
        title: 'No objects under KMS keys of other accounts',
        why: 'Whoever owns the account of the key can make the object unreadable at any time, although all its bytes are there.',
        fix: 'Find out who wrote them (CloudTrail), and put such snapshots into quarantine. Then run `holdfast setup`: its bucket policy refuses keys of other accounts. The account of the default key of the bucket counts as its own. The check sends one HEAD for each of the 25 snapshots and the 25 packs and parts that S3 stored last; the finding says of how many. If S3 does not tell the key of an object, the check is unknown.',
        url: `${S3}/UsingKMSEncryption.html`,
    },
    'attack-untrusted-times': {
        severity: 'medium',
        title: 'Times of snapshots can be trusted',
        why: 'S3 stored the snapshot at another time than its name says: it was copied here, took longer than a backup may, or was forged to look older or newer.',
        fix: 'If the vault was copied here: `holdfast repair --readmit`. Otherwise find out who wrote them. `holdfast mark quarantine` keeps them from being used.',
        url: `${S3}/UsingMetadata.html`,
    },
    'sealed-open': {
        severity: 'high',
        title: 'No open snapshot beside sealed ones',
        why: 'A series is sealed for its whole life. An open snapshot in it was stored by a job that lacks its key, so that its content can be read by whoever has the bucket; or somebody planted it, for such a job to go on with.',
        fix: "`holdfast mark quarantine` for each, after you have found out who wrote it. The check reads the newest and the oldest snapshot of each series, by S3's time, and where one of them is sealed 100 more; the finding says of how many. Snapshots in quarantine do not count. Made, as the three below, only where something is sealed.",
        url: AGE,
    },
    'sealed-people': {
        severity: 'high',
        title: 'Two people can open the keys',
        why: 'If all who can open the keys lose their identities, the content of all backups is lost, and a single person is one disk.',
        fix: '`holdfast keys share`, with everybody listed. Of the newest document below `v1/keys/` the recipients are counted. Failed too if there are sealed snapshots and no such document: then the secret of the workflow is all there is.',
        url: AGE,
    },
    'sealed-checked': {
        severity: 'medium',
        title: 'The keys were opened within a year',
        why: 'Identities are lost without anybody noticing, until the day on which they are needed.',
        fix: '`holdfast keys check`, by each person. It notes that in `v1/state/keys/`; the newest note counts, whoever wrote it.',
        url: AGE,
    },
    'sealed-opened': {
        severity: 'medium',
        title: 'Content of write-only series was opened within 90 days',
        why: 'The job that backs up cannot read what it stored, nor can a verification with the same key: only who has the content key proves that it opens.',
        fix: '`holdfast verify --level restore` by somebody with the content key, or `holdfast keys check`. What counts are `verified` marks of level `sample`, `full` or `restore` that do not say `unopened`, and the last `keys check` for the series of which it opened a pack. Series of pull requests and branches are left out.',
        url: AGE,
    },
    'attack-weakened': {
        severity: 'high',
        title: 'Nothing was weakened since the last audit',
        why: 'An attack may begin with protections that become weaker, long before backups are destroyed.',
        fix: 'Find out who changed it (CloudTrail), then run `holdfast setup`. The check fails once: the next audit compares with the new state.',
        url: `${S3}/security-best-practices.html`,
    },
};
const SETTING_CHECKS = Object.assign({}, ...bucket_settings/* SETTING_ROWS */.zh.map(([, { checks }]) => checks));
/** Every check that audit makes, by its stable id. docs/audit.md has a section for each. */
const CHECKS = {
    ...SETTING_CHECKS,
    ...OTHER_CHECKS,
};

;// CONCATENATED MODULE: ./lib/aws/bucket/severity.js
/** How severe a finding is, from a remark to critical. */
const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical'];
function rankOf(severity) {
    return SEVERITIES.indexOf(severity);
}

;// CONCATENATED MODULE: ./lib/aws/audit/finding.js
/** A finding: what one check says of one bucket, role or set of objects. */


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
/** Judges a reading, or says why there is none. */
function judged(check, subject, reading, judge) {
    return reading.state === 'ok' ? judge(reading.value) : unread(check, subject, reading);
}
function unread(check, subject, reading) {
    return reading.state === 'denied'
        ? unknown(check, subject, `The credentials lack ${reading.permission}.`, reading.permission)
        : unknown(check, subject, `Not known: ${reading.reason}`);
}
const STATUS_ORDER = ['failed', 'unknown', 'passed'];
/** Failed first, the worst of them on top; then what could not be checked. */
function sorted(findings) {
    return [...findings].sort((a, b) => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) || rankOf(b.severity) - rankOf(a.severity));
}

;// CONCATENATED MODULE: ./lib/aws/audit/baseline.js
/** The baseline that an audit stores, so that the next one finds protections that became weaker. */









const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
/** What an audit stores for the next one to compare with. */
const baselineSchema = dist/* object */.Ikc({
    /** S3's time, ISO. */
    at: times/* isoTime */.L,
    /** `check subject` of all that passed. */
    passed: dist/* array */.YOg(dist/* string */.YjP()),
    /** Days after which noncurrent S3 versions are removed; null: never. Missing if it could not be read. */
    noncurrentDays: dist/* optional */.lqM(dist/* nullable */.mee(count)),
    objectLock: dist/* optional */.lqM(dist/* nullable */.mee(dist/* object */.Ikc({ mode: dist/* optional */.lqM(dist/* string */.YjP()), days: count }))),
    /** Deny statements of the bucket policy: their names and hashes. */
    denies: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({ sid: dist/* string */.YjP(), sha256: dist/* string */.YjP() }))),
});
/**
 * @param before the last baseline; what it says of roles that this audit did not examine is kept
 * @param at S3's clock
 */
function baselineOf(facts, findings, { before, prefix, at }) {
    const subjects = new Set(findings.map(({ subject }) => subject));
    const kept = (before?.passed ?? []).filter((name) => !subjects.has(name.slice(name.indexOf(' ') + 1)));
    const own = findings
        .filter(({ status, check }) => status === 'passed' && !check.startsWith('attack-'))
        .map(findingName);
    const lock = baseline_valueOf((0,reading/* mapReading */.P2)(facts.objectLock, object_lock/* lockOf */.Vx));
    const rules = baseline_valueOf(facts.lifecycle)?.value.rules;
    const policy = baseline_valueOf(facts.policy);
    return {
        at: at.toISOString(),
        passed: [...new Set([...own, ...kept])].sort(),
        ...(rules && { noncurrentDays: (0,lifecycle/* noncurrentDays */.C5)((0,lifecycle/* rulesOn */.Tv)(rules, prefix)) ?? null }),
        ...(lock && { objectLock: lock.value ?? null }),
        ...(policy && (0,policy_checks/* statementsOf */.GX)(facts.policy).state === 'ok' && { denies: deniesOf(policy.value) }),
    };
}
/** Wrapped, since undefined is a valid value here. */
function baseline_valueOf(reading) {
    return reading.state === 'ok' ? { value: reading.value } : undefined;
}
function findingName({ check, subject }) {
    return `${check} ${subject}`;
}
/** Hashes of canonical JSON, since S3 may return a policy in another form than it was stored in. */
function deniesOf(policy) {
    const { Statement = [] } = JSON.parse(policy ?? '{}');
    return [Statement].flat().flatMap((statement) => {
        const { Effect, Sid } = (statement ?? {});
        if (Effect !== 'Deny')
            return [];
        const sha256 = (0,external_node_crypto_.createHash)('sha256').update((0,roles/* canonicalJson */.dj)(statement)).digest('hex');
        return [{ sid: typeof Sid === 'string' ? Sid : 'without a name', sha256 }];
    });
}
/** What is weaker than in the last audit, or can no longer be checked. Pure. */
function checkWeakened(before, now, findings, bucket) {
    const check = 'attack-weakened';
    if (before === undefined)
        return passed(check, bucket, 'This is the first audit. The next one compares with it.');
    const evidence = [...lostChecks(before, findings), ...weakerNumbers(before, now), ...lostDenies(before, now)];
    if (evidence.length === 0)
        return passed(check, bucket, `Nothing is weaker than on ${before.at}.`);
    return failed(check, bucket, `The vault is less protected than on ${before.at}.`, {
        evidence,
        fix: 'Find out in CloudTrail who changed it. Then run `holdfast setup`. The next audit compares with the present state.',
    });
}
function lostChecks({ passed: names }, findings) {
    const before = new Set(names);
    return findings
        .filter((finding) => finding.status !== 'passed' && before.has(findingName(finding)))
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
        .map(({ sid }) => `a Deny statement of the bucket policy is gone or changed: ${sid}`);
}

// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/aws/policies/evaluate.js
var evaluate = __webpack_require__(2409);
;// CONCATENATED MODULE: ./lib/aws/audit/object-keys.js
/** Under which KMS keys the newest objects lie: whoever owns the account of a key can make them unreadable. */





const IN_FLIGHT = 16;
const SHOWN = 10;
/** S3 answers 400 for an object whose key came with the request that wrote it (SSE-C). */
const NOT_TOLD = ['access-denied', 'kms-failed', 's3-failed', 'not-implemented'];
/** One HEAD an object. Objects that are gone meanwhile are left out. */
async function sampleKeys(store, keys, signal) {
    const seen = [];
    const unseen = [];
    await (0,base_async/* mapBounded */.yJ)(keys, IN_FLIGHT, async (key) => {
        try {
            const head = await store.head(key, { withoutChecksum: true, signal });
            if (head !== undefined)
                seen.push({ key, kmsKeyId: head.kmsKeyId });
        }
        catch (error) {
            if (!(error instanceof errors/* HoldfastError */.Et) || !NOT_TOLD.includes(error.code))
                throw error;
            unseen.push({ key, error });
        }
    });
    return { seen, unseen };
}
/**
 * @param total how many objects there are that the sample was taken of
 * @param encryption the bucket's default: a key that it names may belong to another account on purpose
 */
function checkObjectKeys({ seen, unseen }, total, encryption, place) {
    const [check, { bucket }] = ['attack-foreign-keys', place];
    const rule = encryption.state === 'ok' ? encryption.value?.ApplyServerSideEncryptionByDefault : undefined;
    const ofBucket = rule?.KMSMasterKeyID;
    const own = [place.accountId, ofBucket === undefined ? undefined : (0,evaluate/* ownerOf */.bf)(ofBucket)].filter(Boolean);
    const under = seen.flatMap(({ key, kmsKeyId }) => kmsKeyId === undefined || kmsKeyId === ofBucket ? [] : [{ key, kmsKeyId, owner: (0,evaluate/* ownerOf */.bf)(kmsKeyId) }]);
    const shown = (of) => [
        ...of.slice(0, SHOWN).map(({ key, kmsKeyId }) => `${key}: under ${kmsKeyId}`),
        ...(of.length > SHOWN ? [`and ${String(of.length - SHOWN)} more`] : []),
    ];
    const checked = `${String(seen.length)} of ${(0,base_text/* counted */.hS)(total, 'snapshot, pack and part', 'snapshots, packs and parts')}, the newest of each kind`;
    const foreign = own.length === 0 ? [] : under.filter(({ owner }) => owner !== undefined && !own.includes(owner));
    if (foreign.length > 0)
        return failed(check, bucket, 'Objects of the vault lie under KMS keys of other accounts.', {
            evidence: [...shown(foreign), `checked: ${checked}`],
            fix: 'Find out in CloudTrail who wrote them, and put these snapshots into quarantine (mode mark). Then run setup: its bucket policy refuses keys of other accounts.',
        });
    const [first] = unseen;
    if (first !== undefined) {
        const why = `S3 does not tell the key of ${String(unseen.length)} (${first.key}: ${first.error.message})`;
        return unknown(check, bucket, why, first.error.code === 'access-denied' ? 's3:GetObject' : undefined);
    }
    const unplaced = under.filter(({ owner }) => own.length === 0 || owner === undefined);
    if (unplaced.length > 0)
        return unknown(check, bucket, `The owners of these keys are not known: ${shown(unplaced).join('; ')}`);
    return passed(check, bucket, `No object lies under a KMS key of another account; checked: ${checked}.`);
}

// EXTERNAL MODULE: ./lib/aws/policies/session.js
var session = __webpack_require__(29040);
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
    const worst = [BY_REPOSITORIES[repositories], BY_JOBS[jobs]].reduce((a, b) => (rankOf(b) > rankOf(a) ? b : a), 'none');
    return worst === 'none' ? undefined : worst;
}
const BY_REPOSITORIES = { one: 'none', callers: 'low', owner: 'high', any: 'critical' };
const BY_JOBS = { one: 'none', some: 'medium', any: 'high' };
function describeReach({ repositories, jobs }) {
    const texts = [REPOSITORY_TEXTS[repositories], JOB_TEXTS[jobs]].filter((text) => text !== '');
    return texts.length === 0 ? 'one branch, tag, environment or workflow file' : texts.join('; ');
}
const REPOSITORY_TEXTS = {
    one: '',
    callers: 'jobs of every repository that may call this workflow match',
    owner: 'several repositories of the owner match',
    any: 'repositories of other owners match',
};
const JOB_TEXTS = {
    one: '',
    some: 'several branches, tags or environments match',
    any: 'pull requests, which run code that nobody has reviewed, match',
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
 * A subject by a template without `repo`: names of claims, each with its value after a colon. A subject that begins
 * otherwise comes from another issuer. Only its wildcards can be judged.
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
/** `owner/name`. With a wildcard in place of an id, only the name counts. */
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
 * `owner/name/.github/workflows/file@ref`: the file with the job's steps, which other repositories may call. Any file at
 * one ref admits no more than the subject of that branch.
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

;// CONCATENATED MODULE: ./lib/aws/audit/trust.js




/** Who may assume the role. Pure; one finding at least per check that applies. */
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
            return [`${name}: also holds if the token has no such claim`];
        if (/IfExists$/i.test(operator))
            return [`${name}: also holds if the token has no such claim`];
        if (/^Null$/i.test(operator) && values.includes('true'))
            return [`${name}: also holds if the token has no such claim`];
        if (/[*?]/.test(key))
            return [`${name}: a claim of this name does not exist, since wildcards are taken literally`];
        if (/Not/.test(operator))
            return [`${name}: admits everything but what is listed`];
        if (/Equals/.test(operator) && values.some((value) => value.includes('*')))
            return [`${name}: ${values.join(', ')}: the wildcard is taken literally, so nothing matches`];
        return [];
    });
    if (evidence.length === 0)
        return passed('trust-operator', arn, 'The conditions of its trust policy are sound.');
    return failed('trust-operator', arn, 'Conditions of its trust policy do not mean what they seem to.', {
        evidence,
        fix: 'Use StringEquals with whole values; StringLike only where a wildcard is needed.',
    });
}
/** Whether a condition keeps anybody out. A policy variable (`${...}`) may hold any value. */
function restricts({ operator, key, values }) {
    if (/[*?]/.test(key) || values.length === 0 || values.some((value) => /^[*]+$|\$\{/.test(value)))
        return false;
    return /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/i.test(operator);
}
function checkAudience(arn, conditions, issuer) {
    const sound = conditions.filter(restricts);
    const audiences = sound.flatMap(({ values }) => values);
    if (sound.length > 0)
        return passed('trust-audience', arn, 'Its trust policy asks for an audience.', audiences);
    return failed('trust-audience', arn, 'Its trust policy asks for no audience (aud).', {
        fix: `Add to StringEquals: "${issuer}:aud": "sts.amazonaws.com"`,
    });
}
function checkOrigin(arn, ofIssuer, issuer) {
    const fix = `Name the repository and its environment, branch or workflow file: "StringEquals": {"${issuer}:sub": ["repo:OWNER/NAME:environment:ENVIRONMENT"]}, or "${issuer}:repository_id" with "${issuer}:environment", "${issuer}:ref" or "${issuer}:job_workflow_ref".`;
    const origin = ofIssuer.filter(({ key }) => tellsOrigin(claimOf(key)));
    const conditions = origin.filter(restricts);
    if (conditions.length === 0) {
        return [
            failed('trust-subject', arn, 'Its trust policy asks for no subject (sub): any repository at the issuer may assume it.', {
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
        ? passed('trust-subject', arn, 'Its trust policy names the jobs that may assume it.', said)
        : failed('trust-subject', arn, 'Its trust policy admits more than jobs of one branch, environment or workflow file.', {
            severity,
            evidence: [...conditions.map(shown), describeReach(reach)],
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
        return passed('trust-subject-form', arn, 'Its trust policy names repositories by their ids.');
    const both = immutable.length > 0;
    return failed('trust-subject-form', arn, both
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
    const otherProviders = (principals?.['Federated'] ?? []).filter((name) => !name.includes(':oidc-provider/'));
    return [
        ...otherProviders.map((name) => ({
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
/** What a role or a bucket policy allows in the vault, as findings. */





/** The rights on each kind of object are checked separately, since policies may name them separately. */
const KINDS = ['roots', 'packs', 'parts', 'marks', 'state', 'vault', 'keys'].map((kind) => `${kind}/*`);
function accessOf(vault, policies, who) {
    const principal = {
        'aws:principalarn': who.arn === '*' ? undefined : who.arn,
        'aws:principalaccount': who.accountId,
    };
    const known = Object.entries(principal).filter(([, value]) => value !== undefined);
    const base = { 'aws:securetransport': 'true', ...Object.fromEntries(known) };
    const ask = (actions, resources, more = {}) => (0,evaluate/* most */.qr)(...actions.flatMap((action) => resources.map((resource) => (0,evaluate/* mayDo */.b)(policies, { who, action, resource, context: { ...base, ...more } }))));
    const objects = KINDS.map((path) => (0,session/* objectArn */.nd)(vault, path));
    return {
        who: who.arn,
        read: ask(['s3:GetObject', 's3:GetObjectVersion'], objects),
        write: ask(['s3:PutObject'], objects, { ...policy_checks/* OVERWRITE */.Wr, 's3:if-none-match': '*' }),
        overwrite: ask(['s3:PutObject'], objects, policy_checks/* OVERWRITE */.Wr),
        markDeleted: ask(['s3:DeleteObject'], objects),
        deleteVersions: (0,evaluate/* most */.qr)(ask(['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'], objects), ask(['s3:DeleteBucket'], [(0,session/* bucketArn */.SB)(vault)])),
        changeRules: ask([...policy_checks/* RULE_ACTIONS */.Rd, ...MORE_RULES], [(0,session/* bucketArn */.SB)(vault)]),
    };
}
/** Further actions that open the bucket or end a protection. The bucket policy need not deny them. */
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
/** A role: who may assume it, and what it may do with the vault. Pure. */
function reviewRole(arn, reading, bucketPolicy, vault) {
    if (reading.state !== 'ok')
        return { findings: [...TRUST_CHECKS, ...ROLE_CHECKS].map((check) => unread(check, arn, reading)), access: [] };
    if (reading.value === 'missing') {
        const fix = 'Remove it from audit-roles and from the policies that name it, or create it (mode setup prints it).';
        return { findings: [failed('role-found', arn, 'The role does not exist.', { fix })], access: [] };
    }
    const { trust, policies, hasBoundary } = reading.value;
    const trusted = (0,policy_checks/* statementsOf */.GX)({ state: 'ok', value: trust });
    const role = trusted.state === 'ok' ? { arn, trust: trusted.value } : undefined;
    const found = passed('role-found', arn, 'The role exists.');
    const ofTrust = role === undefined
        ? TRUST_CHECKS.map((check) => unknown(check, arn, 'This version of Holdfast cannot read its trust policy.'))
        : checkTrust(role);
    const read = policies.map(({ name, text }) => ({ name, statements: (0,policy_checks/* statementsOf */.GX)(text) }));
    const identity = read.flatMap(({ statements }) => (statements.state === 'ok' ? statements.value : []));
    const bucket = bucketPolicy.state === 'ok' ? bucketPolicy.value : [];
    const who = { arn, accountId: (0,evaluate/* ownerOf */.bf)(arn) || undefined };
    const known = { identity, bucket, bucketOwner: vault.accountId };
    const access = accessOf(vault, known, who);
    const unreadable = read.flatMap(({ name, statements }) => (statements.state === 'ok' ? [] : [{ name, statements }]));
    const isBlind = unreadable.length > 0 || bucketPolicy.state !== 'ok';
    const changesIam = (0,evaluate/* most */.qr)(...IAM_ACTIONS.map((action) => (0,evaluate/* mayDo */.b)({ identity, bucket: [], bucketOwner: undefined }, { who, action, resource: '*', context: {} })));
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
        ? ['It has a permissions boundary. A boundary can only remove rights, so it was not examined.']
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
    const fix = `Remove the right: aws iam list-role-policies --role-name ${name}; aws iam list-attached-role-policies --role-name ${name}`;
    const judge = (check, may, what, most) => {
        if (may === 'no' && isBlind)
            return unknown(check, arn, 'Not all policies could be read.');
        if (may === 'no')
            return passed(check, arn, `The role may not ${what}.`);
        const evidence = [
            ...(may === 'maybe' ? ['under conditions that the policies alone do not decide'] : []),
            ...(isBound ? ['only jobs of an environment may assume it: require reviewers for that environment'] : []),
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
const RIGHTS = [
    ['read', 'read backups', 'high'],
    ['write', 'write', 'high'],
    ['overwrite', 'overwrite', 'high'],
    ['markDeleted', 'set delete markers', 'high'],
    ['deleteVersions', 'delete S3 versions', 'critical'],
    ['changeRules', 'change the rules of the bucket', 'critical'],
];
/** What the bucket policy itself grants: to other accounts, services, anybody. Pure. */
function reviewBucketPolicy(policy, vault) {
    const check = 'access-others';
    const { bucket } = vault;
    if (policy.state !== 'ok')
        return { findings: [unread(check, bucket, policy)], access: [] };
    const principals = policy.value.filter(({ effect }) => effect === 'Allow').flatMap(principalsOf);
    const access = [...new Set(principals)].map((arn) => {
        const who = { arn, accountId: (0,evaluate/* ownerOf */.bf)(arn) };
        return accessOf(vault, { identity: undefined, bucket: policy.value, bucketOwner: vault.accountId }, who);
    });
    const granted = access
        .filter(({ who }) => vault.accountId === undefined || (0,evaluate/* ownerOf */.bf)(who) !== vault.accountId)
        .map((row) => ({ who: row.who, rights: RIGHTS.filter(([right]) => row[right] !== 'no'), row }))
        .filter(({ rights }) => rights.length > 0);
    if (granted.length === 0)
        return { findings: [passed(check, bucket, 'The bucket policy gives nobody else access.')], access };
    const findings = granted.map(({ who, rights, row }) => {
        const isSure = rights.some(([right]) => row[right] === 'yes');
        const worst = rights.some(([, , severity]) => severity === 'critical') ? 'critical' : 'high';
        return failed(check, bucket, `The bucket policy gives ${who === '*' ? 'anybody' : who} access.`, {
            severity: isSure ? worst : 'medium',
            evidence: rights.map(([right, text]) => (row[right] === 'yes' ? text : `${text}, under conditions`)),
            fix: `Remove the statement if it is not intended: aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text`,
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

// EXTERNAL MODULE: ./lib/aws/policies/callers.js
var callers = __webpack_require__(47988);
;// CONCATENATED MODULE: ./lib/aws/audit/guards.js
/** Checks of the account and the key around a bucket. Pure. */





/** Checks the public access block of the account. */
function checkAccountBlock(reading, vault) {
    const check = 'account-public-access-block';
    const account = vault.accountId ?? 'the account';
    return judged(check, account, reading, (open) => open.length === 0
        ? passed(check, account, 'The account blocks public access to all of its buckets.')
        : failed(check, account, 'The account does not block public access to all of its buckets.', {
            evidence: open.map((name) => `${name} is off`),
            fix: `aws s3control put-public-access-block --account-id ${account} --public-access-block-configuration ${bucket_settings/* ALL_BLOCKED */.nu}`,
        }));
}
/**
 * @param name as the bucket names its KMS key; undefined: S3's own keys are used, or the key that AWS manages
 * @param reading undefined where there is no key of its own
 */
function checkKeyPolicy(name, reading, vault) {
    const check = 'key-policy';
    if (name.state !== 'ok')
        return unread(check, vault.bucket, name);
    const key = name.value;
    if (key === undefined || reading === undefined)
        return passed(check, vault.bucket, 'The bucket uses no KMS key of its own.');
    const statements = (0,policy_checks/* statementsOf */.GX)(reading);
    if (statements.state !== 'ok')
        return unread(check, key, statements);
    const allows = statements.value.filter(({ effect }) => effect === 'Allow');
    const open = allows.filter(({ principals, conditions }) => (0,callers/* namesAnybody */.tJ)(principals) && !conditions.some(callers/* picksCallers */.rQ));
    const others = allows.flatMap((statement) => othersIn(statement, (0,evaluate/* ownerOf */.bf)(key)));
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
            fix: `Remove them if they are not intended: ${show}`,
        });
    }
    return passed(check, key, 'The policy of the KMS key admits nobody outside the account.');
}
function othersIn(statement, own) {
    const mayDestroy = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'].some((action) => (0,evaluate/* matchesAction */.ch)(statement, action));
    return (statement.principals?.['AWS'] ?? [])
        .filter((name) => name !== '*' && (0,evaluate/* ownerOf */.bf)(name) !== own)
        .map((name) => ({ name, mayDestroy }));
}

;// CONCATENATED MODULE: ./lib/aws/audit/settings.js
/** Renders the table of bucket settings as findings of an audit. */



/** At least one finding for each check of a setting. Pure. */
function checkSettings(settings, vault) {
    return bucket_settings/* SETTING_ROWS */.zh.flatMap(([name, { checks }]) => {
        const reading = settings[name];
        return Object.entries(checks).flatMap(([id, check]) => {
            const checkId = id;
            if (reading.state !== 'ok')
                return [unread(checkId, vault.bucket, reading)];
            return [check.judge(reading.value, vault)].flat().map((judgement) => findingOf(checkId, vault.bucket, judgement));
        });
    });
}
function findingOf(check, subject, judgement) {
    const { status, message, why, evidence = why === undefined ? [] : [why], fix, severity } = judgement;
    const { title, severity: worst } = CHECKS[check];
    const finding = { check, status, severity: severity ?? worst, subject };
    // Its message says why it is not known.
    if (status === 'unknown')
        return { ...finding, message: `${title}: not checked.`, evidence: [message] };
    return { ...finding, message, evidence, ...(fix !== undefined && { fix }) };
}

;// CONCATENATED MODULE: ./lib/aws/audit/review.js
/** Runs all checks of bucket, account and roles, and reads what they need. */







/** Reviews the bucket, the account and the roles, and reads what that needs of the account. */
async function review(facts, vault, roles, identity, account) {
    const policy = (0,policy_checks/* statementsOf */.GX)(facts.policy);
    const [openSwitches, key, read] = await Promise.all([
        readBlock(vault, account),
        readKey(facts, account),
        Promise.all(roles.map(async (arn) => ({ arn, role: await review_readRole(arn, identity, account) }))),
    ]);
    const providers = await readProviders(read, account);
    const reviewed = [
        reviewBucketPolicy(policy, vault),
        ...read.map(({ arn, role }) => reviewRole(arn, role, policy, vault)),
    ];
    return {
        findings: [
            ...checkSettings(facts, vault),
            checkAccountBlock(openSwitches, vault),
            checkKeyPolicy(key.name, key.policy, vault),
            ...reviewed.flatMap(({ findings }) => findings),
            ...providers,
        ],
        access: reviewed.flatMap(({ access }) => access),
    };
}
async function readBlock({ accountId }, account) {
    if (accountId !== undefined)
        return account.openSwitches(accountId);
    return { state: 'unknown', reason: 'The account of the bucket is not known (set expected-bucket-owner).' };
}
/** The key that AWS manages for S3 has a policy that nobody can change. */
async function readKey({ encryption }, account) {
    const name = (0,reading/* mapReading */.P2)(encryption, (rule) => rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID);
    const key = name.state === 'ok' ? name.value : undefined;
    if (key === undefined)
        return { name, policy: undefined };
    if (key.endsWith('alias/aws/s3'))
        return { name: { state: 'ok', value: undefined }, policy: undefined };
    return { name, policy: await account.keyPolicy(key) };
}
async function review_readRole(arn, identity, account) {
    const [own, accountOfRole] = [identity?.accountId, (0,evaluate/* ownerOf */.bf)(arn)];
    if (own !== undefined && own !== accountOfRole)
        return {
            state: 'unknown',
            reason: `The role belongs to account ${accountOfRole}. IAM shows only the roles of account ${own}.`,
        };
    return account.role(arn.slice(arn.lastIndexOf('/') + 1));
}
/** Each provider that a trust policy names, once. */
async function readProviders(roles, account) {
    const trusts = roles.flatMap(({ role }) => role.state === 'ok' && role.value !== 'missing' ? [role.value.trust] : []);
    const arns = trusts.flatMap((text) => {
        const statements = (0,policy_checks/* statementsOf */.GX)({ state: 'ok', value: text });
        return statements.state === 'ok'
            ? statements.value.flatMap(({ principals }) => principals?.['Federated'] ?? [])
            : [];
    });
    const providers = [...new Set(arns)].filter((arn) => arn.includes(':oidc-provider/'));
    return Promise.all(providers.map(async (arn) => checkProvider(arn, await account.provider(arn))));
}
/** The roles to review: the role of the credentials, if there is one, and those that were named; each once. */
function rolesToReview(identity, named) {
    const [, partition, account, name] = /^arn:([^:]+):sts::([^:]*):assumed-role\/([^/]+)\//.exec(identity?.arn ?? '') ?? [];
    if (name === undefined)
        return [...new Set(named)];
    // A session does not tell the path of its role.
    const isNamed = named.some((arn) => (0,evaluate/* ownerOf */.bf)(arn) === account && arn.endsWith(`/${name}`));
    const own = `arn:${partition}:iam::${account}:role/${name}`;
    return [...new Set(isNamed ? named : [own, ...named])];
}

;// CONCATENATED MODULE: ./lib/aws/audit/sealed.js
/** Checks of sealed series: nothing open among them, people who can open the keys, and content that somebody has opened. */


const DAY_MS = 24 * 3600 * 1000;
const CHECKED_WITHIN_DAYS = 365;
const OPENED_WITHIN_DAYS = 90;
/** Ids of one series that a finding shows. */
const sealed_SHOWN = 5;
/** Nothing at all for a vault in which nothing is sealed. @param now S3's clock */
function checkSealed(facts, bucket, now) {
    if (facts.series.length === 0 && facts.keys === undefined)
        return [];
    return [
        checkOpen(facts, bucket),
        checkPeople(facts, bucket),
        ...checkChecked(facts, bucket, now),
        checkOpened(facts, bucket, now),
    ];
}
function checkOpen({ series }, bucket) {
    const mixed = series.filter(({ open }) => open.length > 0);
    const read = series.map(({ series: name, read, total }) => `${name}: ${String(read)} of ${(0,base_text/* counted */.hS)(total, 'snapshot')} read`);
    if (mixed.length === 0)
        return passed('sealed-open', bucket, 'No open snapshot stands beside sealed ones.', read);
    return failed('sealed-open', bucket, 'Open snapshots stand beside sealed ones of the same series.', {
        evidence: [...mixed.map(({ series: name, open }) => `${name}: ${(0,base_text/* firstOf */.Ku)(open, sealed_SHOWN)}`), ...read],
        fix: 'Find out who wrote them: a job without its vault-key, or somebody who planted them (CloudTrail). Then put each into quarantine: `holdfast mark --mark quarantine --name SERIES --version ID`.',
    });
}
function checkPeople({ keys }, bucket) {
    if (keys === undefined)
        return failed('sealed-people', bucket, 'There are sealed snapshots, and no keys for people below v1/keys/.', {
            fix: 'Whoever loses the secret of the workflow loses these backups. Make the keys of a vault with `holdfast keys create`, or keep your own in two places.',
        });
    if (keys.people >= 2)
        return passed('sealed-people', bucket, `${(0,base_text/* counted */.hS)(keys.people, 'person', 'people')} can open the newest keys.`);
    return failed('sealed-people', bucket, 'Fewer than two people can open the newest keys.', {
        evidence: [`${keys.key}: ${(0,base_text/* counted */.hS)(keys.people, 'recipient')}`],
        fix: 'List all people again with `holdfast keys share`. It writes for two at least: if none of you wrote this document, see which role may write below v1/keys/.',
    });
}
/** Of keys that are not in the vault nobody notes a check. */
function checkChecked({ keys, checkedAt }, bucket, now) {
    if (keys === undefined)
        return [];
    const fix = 'Each person runs `holdfast keys check` with her own identity.';
    if (checkedAt === undefined)
        return [failed('sealed-checked', bucket, 'Nobody has ever shown that she can open the keys.', { fix })];
    const days = daysBetween(checkedAt, now);
    return days <= CHECKED_WITHIN_DAYS
        ? [passed('sealed-checked', bucket, `The keys were last opened ${(0,base_text/* counted */.hS)(days, 'day')} ago.`)]
        : [
            failed('sealed-checked', bucket, `Nobody has shown for ${(0,base_text/* counted */.hS)(days, 'day')} that she can open the keys.`, {
                fix,
            }),
        ];
}
function checkOpened({ series }, bucket, now) {
    const due = series.filter(({ isWriteOnly, since }) => isWriteOnly && daysBetween(since, now) > OPENED_WITHIN_DAYS);
    const unopened = due.filter(({ openedAt }) => openedAt === undefined || daysBetween(openedAt, now) > OPENED_WITHIN_DAYS);
    if (unopened.length === 0)
        return passed('sealed-opened', bucket, `Content of each write-only series of more than ${String(OPENED_WITHIN_DAYS)} days was opened within that time.`);
    return failed('sealed-opened', bucket, `Nobody has opened content of these write-only series for ${String(OPENED_WITHIN_DAYS)} days.`, {
        evidence: unopened.map(({ series: name, openedAt }) => `${name}: ${openedAt === undefined ? 'no note of it' : `last on ${openedAt.toISOString().slice(0, 10)}`}`),
        fix: 'Who has the content key runs `holdfast verify --level restore` with her own identity as vault-key, or `holdfast keys check`.',
    });
}
function daysBetween(from, to) {
    return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}

;// CONCATENATED MODULE: ./lib/aws/audit/attack-proof.js

/** If one of these fails, somebody with a stolen role can destroy stored backups. */
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
function attackProofOf(findings, access) {
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

// EXTERNAL MODULE: ./lib/net/network.js
var network = __webpack_require__(82989);
// EXTERNAL MODULE: ./lib/aws/credentials/partition.js
var credentials_partition = __webpack_require__(57202);
// EXTERNAL MODULE: ./lib/base/command-line.js
var command_line = __webpack_require__(57483);
// EXTERNAL MODULE: ./lib/aws/s3/errors.js
var s3_errors = __webpack_require__(4397);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
;// CONCATENATED MODULE: ./lib/report/sarif.js
/** The findings of an audit as SARIF. */

/** Code scanning sorts alerts by these: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SECURITY_SEVERITY = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' };
const LEVELS = { low: 'note', medium: 'warning', high: 'error', critical: 'error' };
/** Code scanning takes no file with more: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const RESULTS_MAX = 5000;
/**
 * A SARIF 2.1.0 document for code scanning. Each result must be at a place in a file, and a bucket is no file: all are in
 * the workflow that runs the audit. A fingerprint identifies a result from run to run.
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
/** Path of the calling workflow in its repository; a default path outside of a workflow. */
function workflowFile(ref) {
    const path = /^[^/]+\/[^/]+\/(.+)@[^@]*$/.exec(ref ?? '')?.[1] ?? '.github/workflows/holdfast.yml';
    return path.split('/').map(encodeURIComponent).join('/');
}

// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/prune-state.js
var prune_state = __webpack_require__(17909);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/read/versions.js
var read_versions = __webpack_require__(46188);
// EXTERNAL MODULE: ./lib/base/storage-classes.js
var storage_classes = __webpack_require__(12053);
;// CONCATENATED MODULE: ./lib/vault/read/traces.js
/** Looks for traces of attacks: keys and S3 versions that Holdfast does not leave. */









/** Snapshots, and packs and parts together. */
const NEWEST_OF_A_KIND = 25;
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
        overwritten: await (0,base_async/* mapBounded */.yJ)(scan.overwritten, traces_IN_FLIGHT, (key) => judgeOverwritten(judge, key)),
        deleted: judgeDeleted(scan.deleted, judge),
        foreign: [
            ...scan.foreign.map((key) => ({ key, degree: 'suspicious', says: 'Holdfast writes no such key' })),
            ...scan.archived.map(({ key, storageClass = '' }) => ({
                key,
                degree: 'suspicious',
                says: `it lies in ${storageClass}, where Holdfast writes nothing and cannot read at once`,
            })),
        ],
        untrusted: scan.roots
            .filter(({ key, info }) => !info.timeTrusted && !scan.readmitted.has(key))
            .map(({ key, info }) => ({ key, degree: 'suspicious', says: `its name says ${info.utc.toISOString()}` })),
        newest: [scan.newestRoots, scan.newestBlobs].flatMap(newestOf).map(({ key }) => key),
        current: scan.current,
        roots: scan.roots.map(({ info }) => info),
        marks: scan.marks,
        hasKeys: scan.hasKeys,
        keysCheckedAt: scan.keysCheckedAt,
    };
}
function newestOf(versions) {
    return versions.toSorted((a, b) => +b.lastModified - +a.lastModified).slice(0, NEWEST_OF_A_KIND);
}
const traces_IN_FLIGHT = 16;
const NOTHING_PRUNED = { roots: new Map(), removed: [] };
function keyKind(key) {
    if ((0,keys/* parseRootKey */.tv)(key) !== undefined)
        return 'root';
    if ((0,keys/* parseBlobKey */.QK)(key) !== undefined)
        return 'blob';
    if ((0,keys/* parseMarkKey */.GE)(key) !== undefined)
        return 'mark';
    if ((0,keys/* parseStateKey */.SY)(key) !== undefined)
        return 'state';
    if ((0,keys/* isKeysKey */.W6)(key) || (0,keys/* isVaultKey */.k0)(key))
        return 'document';
    return key === 'v1/probe' ? 'probe' : 'foreign';
}
async function scanVersions(store, signal) {
    const lists = {
        roots: [],
        overwritten: [],
        deleted: [],
        foreign: [],
        marks: [],
        archived: [],
        newestRoots: [],
        newestBlobs: [],
    };
    const none = { s3Versions: 0, current: 0, hasKeys: false, keysCheckedAt: undefined };
    const scan = { ...none, readmitted: new Set(), ...lists };
    for await (const batch of (0,read_versions/* versionsByKey */.WG)(store, 'v1/', { signal })) {
        for (const { key, versions } of batch) {
            scan.s3Versions += versions.length;
            note(scan, key, versions);
        }
        noteNewest(scan, batch);
    }
    return scan;
}
function note(scan, key, all) {
    const kind = keyKind(key);
    const data = (0,read_versions/* withBytes */.Y9)(all).toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || Number(a.isLatest) - Number(b.isLatest));
    const current = data.find(({ isLatest }) => isLatest);
    const versions = { key, kind, data, isDeleted: current === undefined, markers: all.length - data.length };
    if (kind === 'foreign') {
        if (current !== undefined)
            scan.foreign.push(key);
        return;
    }
    if (storage_classes/* ARCHIVE_CLASSES */.C.includes(current?.storageClass ?? '') && current !== undefined)
        scan.archived.push(current);
    if (data.length > 1)
        scan.overwritten.push(versions);
    if (current === undefined)
        scan.deleted.push(versions);
    const mark = (0,keys/* parseMarkKey */.GE)(key);
    if (mark?.kind === 'readmitted' && current !== undefined)
        scan.readmitted.add((0,keys/* rootKey */.eO)(mark.series, mark.id));
    if (mark !== undefined && ['verified', 'quarantine'].includes(mark.kind) && current !== undefined)
        scan.marks.push({ ...mark, key });
    noteKeys(scan, key, current !== undefined);
    const info = current && (0,snapshots/* snapshotInfo */.bX)({ ...current, etag: '', storageClass: undefined });
    if (info !== undefined)
        scan.roots.push({ key, info });
}
function noteKeys(scan, key, isThere) {
    if (!isThere)
        return;
    scan.hasKeys ||= (0,keys/* isKeysKey */.W6)(key);
    // Keys come in their order, that is in that of time.
    if ((0,keys/* parseStateKey */.SY)(key) === 'keys')
        scan.keysCheckedAt = (0,keys/* timeOfStamp */.YN)(key.slice((0,keys/* statePrefix */.Y6)('keys').length));
}
function noteNewest(scan, batch) {
    const currentOf = (kind) => batch.flatMap(({ key, versions }) => {
        const current = keyKind(key) === kind ? versions.find(({ isLatest }) => isLatest) : undefined;
        return current === undefined || current.isDeleteMarker ? [] : [current];
    });
    const [roots, blobs] = [currentOf('root'), currentOf('blob')];
    scan.current += roots.length + blobs.length;
    scan.newestRoots = newestOf([...scan.newestRoots, ...roots]);
    scan.newestBlobs = newestOf([...scan.newestBlobs, ...blobs]);
}
/** What live snapshots need. Reads them only if a pack or part was deleted or overwritten. */
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
    await (0,base_async/* mapBounded */.yJ)(unread, traces_IN_FLIGHT, async ({ key, info }) => {
        try {
            for (const object of (await (0,root_reader/* readOutline */.pm)(store, info, { signal })).objects)
                objects.add(object.key);
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            unreadable.push(key);
        }
    });
    return { objects, unreadable };
}
function judgeDeleted(deleted, { removed, needs }) {
    const suspects = deleted.map(({ key, kind }) => {
        switch (kind) {
            case 'root':
                return removed.has(key)
                    ? { key, degree: 'explained', says: 'a snapshot that prune removed' }
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
                return {
                    key,
                    degree: 'suspicious',
                    says: 'repair deletes it to try the server, and so does a backup that refuses the bucket',
                };
            default:
                return { key, degree: 'suspicious', says: 'nothing of Holdfast deletes it' };
        }
    });
    return suspects.concat(needs.unreadable.map((key) => ({ key, degree: 'suspicious', says: 'a snapshot that cannot be read: run verify' })));
}
/** Judges a key with several S3 versions: after a repair the right bytes are the current version again. */
async function judgeOverwritten(judge, versions) {
    const { key, kind, data, isDeleted, markers } = versions;
    if (isDeleted)
        return data.every(({ etag }) => etag !== undefined && etag === data[0]?.etag)
            ? { key, degree: 'explained', says: 'brought back once, with the same bytes, and deleted since' }
            : { key, degree: 'suspicious', says: 'overwritten, and deleted since' };
    // A backup that does not find the probe writes it again, and overwrites nothing.
    if (kind === 'probe' && markers >= data.length - 1)
        return { key, degree: 'explained', says: 'deleted by somebody, and written again by a backup' };
    if (kind === 'probe')
        return { key, degree: 'suspicious', says: 'the server does not refuse to overwrite' };
    const isRight = await isCurrentRight(judge, versions).catch(unseenOr);
    if (isRight === true)
        return { key, degree: 'explained', says: 'written again; the bytes that were stored first lie on top' };
    const isNeeded = kind !== 'blob' || judge.needs.isPartial || judge.needs.objects.has(key);
    if (!isNeeded)
        return { key, degree: 'suspicious', says: 'no live snapshot needs it' };
    return isRight === 'unseen'
        ? { key, degree: 'harm', says: 'written again, and what lies on top may not be read' }
        : { key, degree: 'harm', says: 'the bytes on top are not those that were stored first' };
}
/** One object under another's key says nothing of the rest. */
function unseenOr(error) {
    if ((0,damage/* isUnseen */.NM)(error))
        return 'unseen';
    throw error;
}
async function isCurrentRight({ store, signal }, { key, kind, data }) {
    if (kind === 'root' || kind === 'blob')
        return holdsItsName(store, key, kind, signal);
    const [first, last] = [data[0], data.at(-1)];
    return first?.etag !== undefined && first.etag === last?.etag;
}
/** Checks packs and parts by the checksum that the provider keeps, if it keeps one. Reads the object otherwise. */
async function holdsItsName(store, key, kind, signal) {
    const head = await store.head(key, { signal });
    if (head === undefined || head.sizeBytes > limits/* LIMITS */.b1.rootMaxBytes)
        return false;
    if (kind === 'blob' && head.sha256 !== undefined)
        return (0,keys/* isNamedBy */.$8)(key, head.sha256);
    return (0,keys/* isNameOf */.b_)(key, (await store.get(key, { signal })).body);
}

// EXTERNAL MODULE: ./lib/vault/read/vault-state.js
var vault_state = __webpack_require__(9357);
// EXTERNAL MODULE: ./lib/store/sample-object.js
var sample_object = __webpack_require__(98371);
// EXTERNAL MODULE: ./lib/base/version.js
var version = __webpack_require__(26413);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/vault/format/sealed-root.js
var sealed_root = __webpack_require__(161);
// EXTERNAL MODULE: ./lib/vault/keys/vault-keys.js
var vault_keys = __webpack_require__(5570);
// EXTERNAL MODULE: ./lib/vault/read/marks.js
var read_marks = __webpack_require__(37359);
// EXTERNAL MODULE: ./lib/vault/seal/keyed-store.js
var keyed_store = __webpack_require__(61110);
;// CONCATENATED MODULE: ./lib/commands/vault/sealed-facts.js
/** What an audit wants to know of the sealed series of a vault, without a key. */









/** Roots of a sealed series that are read beside its newest and its oldest. */
const READ_OF_A_SERIES = 100;
/** Marks of a series that are read, newest first, until one says that content was opened. */
const MARKS_READ = 20;
const sealed_facts_IN_FLIGHT = 16;
/** Series of pull requests and branches end with them. */
const BRANCH_SERIES = /\/(?:pr|ref)\//;
/** Levels at which content is opened. */
const OPENING = ['sample', 'full', 'restore'];
/**
 * Of each series the newest and the oldest root are looked at, by S3's time; of those of which one is sealed some more.
 * What is in quarantine does not count.
 */
async function readSealedFacts(inner, { roots, marks, hasKeys, keysCheckedAt }, deps) {
    const store = (0,keyed_store/* withKeys */.j)(inner, undefined);
    const bySeries = Map.groupBy(roots, ({ series }) => series);
    const marksOf = Map.groupBy(marks, ({ series }) => series);
    const checked = keysCheckedAt === undefined ? undefined : await lastCheck(store, deps);
    const found = await (0,base_async/* mapBounded */.yJ)([...bySeries], sealed_facts_IN_FLIGHT, ([series, infos]) => readSeries(store, series, infos, marksOf.get(series) ?? [], deps));
    const opened = (one) => checked?.series === one.series && keysCheckedAt !== undefined && (one.openedAt ?? keysCheckedAt) <= keysCheckedAt
        ? { ...one, openedAt: keysCheckedAt }
        : one;
    return {
        series: found.flatMap((one) => (one === undefined ? [] : [opened(one)])),
        keys: hasKeys ? await newestKeys(store, deps) : undefined,
        checkedAt: keysCheckedAt,
    };
}
async function newestKeys(store, { emit, signal }) {
    const newest = (await (0,vault_keys/* readKeyDocuments */.Qw)(store, emit, signal)).toSorted((a, b) => (a.key < b.key ? -1 : 1)).at(-1);
    return newest && { key: newest.key, people: new Set(newest.document.recipients).size };
}
const checkSchema = dist/* looseObject */._H3({ opened: dist/* array */.YOg(dist/* string */.YjP()), series: dist/* optional */.lqM(dist/* string */.YjP()) });
/** The series of which the last `keys check` opened content; undefined where its note cannot be read. */
async function lastCheck(store, { signal }) {
    try {
        const state = await (0,vault_state/* readState */.un)(store, 'keys', checkSchema, signal);
        return { series: state?.opened.includes('pack') === true ? state.series : undefined };
    }
    catch (error) {
        if ((0,damage/* isUnreadable */.GZ)(error))
            return undefined;
        throw error;
    }
}
async function readSeries(store, series, all, marks, { signal }) {
    const quarantined = (0,read_marks/* quarantinedIds */.J5)(marks);
    const infos = all.filter(({ id }) => !quarantined.has(id)).toSorted((a, b) => +b.lastModified - +a.lastModified);
    const ends = [...new Set([infos[0], infos.at(-1)])].filter((info) => info !== undefined);
    const read = await readKinds(store, ends, signal);
    if (!read.some(isSealed))
        return undefined;
    const between = infos.slice(1, -1).slice(0, READ_OF_A_SERIES);
    const kinds = [...read, ...(await readKinds(store, between, signal))].toSorted((a, b) => a.info.id < b.info.id ? 1 : -1);
    const sealed = kinds.filter(isSealed);
    const isWriteOnly = sealed[0] !== undefined && sealed[0].kind.seal.key !== sealed[0].kind.seal.to;
    return {
        series,
        open: kinds.flatMap(({ info, kind }) => (kind === 'open' ? [info.id] : [])),
        read: kinds.length,
        total: infos.length,
        since: new Date(Math.min(...sealed.map(({ info }) => info.lastModified.getTime()))),
        isWriteOnly: isWriteOnly && !BRANCH_SERIES.test(series),
        openedAt: isWriteOnly ? await lastOpened(store, marks, signal) : undefined,
    };
}
function isSealed(one) {
    return one.kind !== 'open';
}
/** One request each. What cannot be read is left out: other checks tell of it. */
async function readKinds(store, infos, signal) {
    const read = await (0,base_async/* mapBounded */.yJ)(infos, sealed_facts_IN_FLIGHT, async (info) => {
        try {
            await (0,root_reader/* readRootHeader */.Sg)(store, info, { signal });
            return { info, kind: 'open' };
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            return error instanceof sealed_root/* SealedError */.Js && error.facts !== undefined ? { info, kind: error.facts } : undefined;
        }
    });
    return read.filter((one) => one !== undefined);
}
/** When a run that held the content key verified a snapshot of the series. */
async function lastOpened(store, marks, signal) {
    const verified = marks.filter(({ kind }) => kind === 'verified').toSorted((a, b) => +b.utc - +a.utc);
    for (const mark of verified.slice(0, MARKS_READ)) {
        try {
            const { level, unopened } = await (0,read_marks/* readMark */.Mp)(store, mark, signal);
            if (unopened !== true && OPENING.includes(level))
                return mark.utc;
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
        }
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
;// CONCATENATED MODULE: ./lib/commands/audit.js
/** Mode audit: reviews the bucket, the roles and the stored objects. */




























/**
 * Reviews the bucket, the roles and the stored objects: who could read, change or destroy backups, and did somebody?
 */
async function audit(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Audit' });
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    const identity = await vault.credentials.identity();
    const [facts, traces, before, seen] = await Promise.all([
        (0,bucket_settings/* readSettings */.sb)(vault.connection, bucket_settings/* ALL_SETTINGS */.wn, deps.signal),
        orRefused(findTraces(vault.store, deps.signal)),
        readBaseline(vault, deps),
        orRefused((0,sample_object/* findSampleObject */.n)(vault.store, deps.signal)),
    ]);
    const sample = seen instanceof errors/* HoldfastError */.Et ? undefined : seen;
    const isDenied = (reading) => reading.state === 'denied';
    if (traces instanceof errors/* HoldfastError */.Et && Object.values(facts).every(isDenied))
        throw traces;
    const { findings: ofSettings, access } = await reviewIn(vault, { facts, sample, identity }, inputs, deps);
    const weakened = await compare(vault, facts, before, ofSettings, deps);
    const ofObjects = [
        ...tracesFound(traces, keepsVersions(facts, sample), inputs),
        await keysFound(vault, traces, facts, deps),
        ...(await sealedFound(vault, traces, deps)),
    ];
    const findings = sorted([...ofObjects, weakened, ...ofSettings]);
    // At a prompt the table says it all, at once.
    if (deps.surface === 'action')
        tell(findings, deps);
    const sarif = await writeSarif(findings, inputs, deps);
    return buildAuditResult(inputs, { findings, access, traces, sarif });
}
async function reviewIn({ connection, credentials }, { facts, sample, identity }, inputs, deps) {
    const { endpointUrl, expectedBucketOwner, bucket, prefix } = connection.settings;
    const { partition } = credentials;
    const onAws = endpointUrl === undefined || (0,credentials_partition/* isAwsEndpoint */.DM)(endpointUrl);
    const account = accountReader({
        credentials: credentials.provider,
        network: (0,network/* createNetwork */.V)({ emit: deps.emit }, deps.env),
        region: credentials.region ?? (0,credentials_partition/* firstRegionOf */.iI)(partition),
        onAws,
        env: deps.env,
        emit: deps.emit,
        signal: deps.signal,
    });
    const audited = {
        bucket,
        prefix,
        partition,
        accountId: expectedBucketOwner,
        onAws,
        object: sample,
        policy: facts.policy,
    };
    return review(facts, audited, rolesToReview(identity, inputs.auditRoles), identity, account);
}
/** If access is refused, the fact is unknown and the audit continues; every other error ends it. */
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
function orThrow(error) {
    if ((0,s3_errors/* isRefusedPut */.mo)(error))
        return error;
    throw error;
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
        const refused = await (0,vault_state/* writeState */.Jq)(store, STATE, at, baseline, signal).then(() => undefined, orThrow);
        if (refused !== undefined) {
            const { message: reason, why, fix } = refused;
            const message = `The next audit has nothing new to compare with: ${reason}`;
            emit({ type: 'warning', class: 'baseline-not-written', message, why, fix });
        }
    }
    if (!(before instanceof errors/* HoldfastError */.Et))
        return checkWeakened(known, baseline, findings, bucket);
    if (before.code !== 'corrupt-state')
        return unknown('attack-weakened', bucket, before.message);
    return failed('attack-weakened', bucket, 'The notes of the last audit are damaged.', {
        evidence: [before.message],
        fix: 'Only audits write below v1/state/audit/: find out who did. This audit has noted the current state.',
    });
}
function isSame(a, b) {
    return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
}
/** Keys that a finding shows. */
const audit_SHOWN = 10;
const DEGREES = {
    harm: 'critical',
    suspicious: 'medium',
    explained: 'none',
};
/** Why what was overwritten or deleted leaves no trace; undefined: it does. */
function keepsVersions({ versioning }, sample) {
    if (sample !== undefined && !(0,sample_object/* isRealVersion */.G)(sample.versionId))
        return `The answer about ${sample.key} names no S3 version: without versions, what is overwritten or deleted leaves no trace.`;
    if (versioning.state === 'denied')
        return `The credentials lack ${versioning.permission}.`;
    if (versioning.state === 'unknown')
        return `Whether the bucket keeps S3 versions is not known: ${versioning.reason}`;
    if (versioning.value.status === 'Enabled')
        return undefined;
    return 'Without versioning, what is overwritten or deleted leaves no trace.';
}
function tracesFound(traces, traceless, { bucket, prefix }) {
    const repair = (0,command_line/* holdfastCommand */.TC)('repair', { bucket, prefix }, { 'all-series': true });
    const rows = [
        ['attack-overwritten', 'overwritten', 'Keys of the vault were overwritten', repair],
        ['attack-deleted', 'deleted', 'Keys of the vault lie under delete markers', repair],
        ['attack-foreign-objects', 'foreign', 'The vault contains objects that Holdfast does not write', ''],
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
        const isBlind = list === 'overwritten' || list === 'deleted';
        if (isBlind && traceless !== undefined && traces[list].length === 0)
            return unknown(check, bucket, traceless);
        const suspects = [...traces[list]].sort((a, b) => rankOf(DEGREES[b.degree]) - rankOf(DEGREES[a.degree]));
        return traceFound(check, bucket, message, suspects, command);
    });
}
/** One HEAD each of the objects that S3 stored last. */
async function keysFound({ store, connection }, traces, { encryption }, { signal }) {
    const { bucket, expectedBucketOwner: accountId } = connection.settings;
    if (traces instanceof errors/* HoldfastError */.Et)
        return unknown('attack-foreign-keys', bucket, traces.message);
    const sample = await sampleKeys(store, traces.newest, signal);
    return checkObjectKeys(sample, traces.current, encryption, { bucket, accountId });
}
/** Of each series two roots, and more only where one of them is sealed. */
async function sealedFound({ store, connection }, traces, { emit, now, signal }) {
    const { bucket } = connection.settings;
    if (traces instanceof errors/* HoldfastError */.Et)
        return [unknown('sealed-open', bucket, traces.message)];
    const facts = await orRefused(readSealedFacts(store, traces, { emit, signal }));
    if (facts instanceof errors/* HoldfastError */.Et)
        return [unknown('sealed-open', bucket, facts.message)];
    return checkSealed(facts, bucket, store.serverDate() ?? now());
}
function traceFound(check, bucket, message, suspects, command) {
    const [worst] = suspects;
    const shown = suspects.slice(0, audit_SHOWN).map(({ key, says }) => `${key}: ${says}`);
    const more = suspects.length > audit_SHOWN ? [`and ${suspects.length - audit_SHOWN} more`] : [];
    if (worst === undefined)
        return passed(check, bucket, `${CHECKS[check].title}.`);
    if (worst.degree === 'explained')
        return passed(check, bucket, `${CHECKS[check].title}, but for what Holdfast did itself.`, [...shown, ...more]);
    const look = command === ''
        ? 'Inspect them, and find out in CloudTrail who wrote them.'
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
    const path = (0,named_path/* namedPath */.h)(inputs.sarif, deps);
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
            fix: (0,system_errors/* meaningOf */.Pr)((0,platform/* systemErrorCode */.vq)(cause) ?? '')?.fix ?? 'Set the input sarif to a file in an existing folder.',
            cause,
        });
    }
    return path;
}
function buildAuditResult({ bucket, prefix, failOn }, outcome) {
    const { findings, access, traces, sarif } = outcome;
    const real = findings.filter(({ status, severity }) => status === 'failed' && severity !== 'none');
    const isFailed = failOn !== 'none' && real.some(({ severity }) => rankOf(severity) >= rankOf(failOn));
    const seen = traces instanceof errors/* HoldfastError */.Et ? {} : { s3Versions: traces.s3Versions, snapshots: traces.snapshots };
    const proof = attackProofOf(findings, access);
    return {
        status: isFailed ? 'failed' : 'complete',
        outputs: { findings: real.length, ...(sarif !== undefined && { sarif }) },
        tables: [findingsTable(findings), (0,fields/* tableOf */.c_)(ACCESS_TITLE, ACCESS_FIELDS, access), passedTable(findings)].filter(({ rows }) => rows.length > 0),
        summary: {
            title: `Audit of ${bucket}${prefix === '' ? '' : `/${prefix}`}`,
            verdict: isFailed ? 'failed' : real.length === 0 ? 'passed' : 'passed, with findings',
            facts: {
                'Attack-proof': [proof.attackProof],
                Findings: [[real.length, 'count']],
                'Checks passed': [[findings.filter(({ status }) => status === 'passed').length, 'count']],
            },
            text: `${attackProofText(proof)} ${auditSummary(findings, real, seen)}${access.length > 0 ? '' : NO_ROLES}`,
        },
        json: {
            bucket,
            prefix,
            ...seen,
            ...proof,
            findings: (0,fields/* jsonRows */.GN)(FINDING_FIELDS, findings),
            access: (0,fields/* jsonRows */.GN)(ACCESS_FIELDS, access),
        },
    };
}
/** Causes that the first sentence names. */
const CAUSES_SHOWN = 4;
function attackProofText({ attackProof, because }) {
    if (attackProof === 'yes')
        return 'Attack-proof: yes. Somebody who steals a reviewed role can neither overwrite what is stored, nor delete it for good, nor change the rules.';
    return `Attack-proof: ${attackProof} (${(0,base_text/* firstOf */.Ku)(because, CAUSES_SHOWN)}).`;
}
const NO_ROLES = ' No role was reviewed: the credentials are of none, or its policies could not be read; name roles in audit-roles.';
function auditSummary(findings, real, seen) {
    const counts = [...SEVERITIES]
        .reverse()
        .map((severity) => [real.filter((finding) => finding.severity === severity).length, severity])
        .filter(([count]) => count > 0)
        .map(([count, severity]) => `${count} ${severity}`);
    const of = (status) => String(findings.filter((finding) => finding.status === status).length);
    return [
        real.length === 0 ? 'No findings.' : `Findings: ${counts.join(', ')}.`,
        `${of('passed')} checks passed, ${of('unknown')} could not be carried out.`,
        ...(seen.s3Versions === undefined
            ? []
            : [
                `Searched for traces of attacks: ${(0,base_text/* counted */.hS)(seen.s3Versions, 'S3 version')}, ${(0,base_text/* counted */.hS)(seen.snapshots ?? 0, 'snapshot')}.`,
            ]),
    ].join(' ');
}
const FINDING_FIELDS = {
    check: { kind: 'text', value: ({ check }) => check, cell: ({ check, checks }) => checks ?? check },
    status: { value: ({ status }) => status },
    severity: {
        kind: 'text',
        value: ({ severity }) => severity,
        cell: ({ status, severity }) => (status === 'unknown' ? status : severity),
        before: 'check',
    },
    subject: { kind: 'text', title: 'of', value: ({ subject }) => subject },
    message: {
        kind: 'text',
        title: 'what was found',
        value: ({ message }) => message,
        cell: ({ status, message, evidence }) => found(status === 'unknown' ? 'Not checked.' : message, evidence),
    },
    evidence: { value: ({ evidence }) => evidence },
    permission: { value: ({ permission }) => permission },
    fix: { kind: 'text', title: 'what to do', value: ({ fix }) => fix },
    title: { value: ({ check }) => CHECKS[check].title },
    why: { value: ({ check }) => CHECKS[check].why },
    url: {
        kind: 'link',
        title: 'page',
        value: ({ check }) => CHECKS[check].url,
        cell: ({ check, status }) => (status === 'unknown' ? undefined : CHECKS[check].url),
    },
};
function findingsTable(findings) {
    const failures = findings.filter(({ status }) => status === 'failed');
    const unchecked = findings.filter(({ status }) => status === 'unknown');
    // One refusal leaves many checks open, of a role all of them: a row for each cause.
    const causes = Map.groupBy(unchecked, ({ subject, evidence }) => [subject, ...evidence].join('\n'));
    const grouped = [...causes.values()].flatMap((those) => those.slice(0, 1).map((first) => ({ ...first, checks: those.map(({ check }) => check).join(', ') })));
    return (0,fields/* tableOf */.c_)('Findings', FINDING_FIELDS, [...failures, ...grouped]);
}
function found(message, evidence) {
    return evidence.length === 0 ? message : `${message} (${evidence.join('; ')})`;
}
const ACCESS_FIELDS = {
    who: { kind: 'text', value: ({ who }) => who },
    read: { kind: 'text', value: ({ read }) => read },
    write: { kind: 'text', value: ({ write }) => write },
    overwrite: { kind: 'text', value: ({ overwrite }) => overwrite },
    markDeleted: { kind: 'text', title: 'set delete markers', value: ({ markDeleted }) => markDeleted },
    deleteVersions: { kind: 'text', title: 'delete S3 versions', value: ({ deleteVersions }) => deleteVersions },
    changeRules: { kind: 'text', title: 'change rules', value: ({ changeRules }) => changeRules },
};
const ACCESS_TITLE = 'Who may do what (other users and roles of the account are not seen: name roles in audit-roles)';
function passedTable(findings) {
    const { check, subject, message } = FINDING_FIELDS;
    const passed = findings.filter(({ status }) => status === 'passed');
    return (0,fields/* tableOf */.c_)('Passed', { check, subject, message }, passed);
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


/***/ }),

/***/ 15313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ jsonRows),
/* harmony export */   Nh: () => (/* binding */ fieldsWithin),
/* harmony export */   c_: () => (/* binding */ tableOf),
/* harmony export */   d0: () => (/* binding */ jsonRow)
/* harmony export */ });
function tableOf(title, fields, rows) {
    const shown = shownFields(fields);
    const columns = Object.fromEntries(shown.map(([name, field]) => [field.title ?? name, field.kind ?? 'text']));
    return { title, columns, rows: rows.map((row) => shown.map(([, field]) => cellOf(field, row))) };
}
/** For `--json` and the report. Times are ISO text; undefined values are left out. */
function jsonRow(fields, row) {
    return jsonRows(fields, [row])[0] ?? {};
}
function jsonRows(fields, rows) {
    const named = Object.entries(fields);
    return rows.map((row) => {
        const json = {};
        for (const [name, { value, values }] of named) {
            if (values !== undefined)
                Object.assign(json, values(row));
            const found = value?.(row);
            if (found !== undefined)
                json[name] = found instanceof Date ? found.toISOString() : found;
        }
        return json;
    });
}
/** Fields of a part of a row, as fields of the row: a hit shows the fields of its entry. */
function fieldsWithin(fields, partOf) {
    return Object.fromEntries(Object.entries(fields).map(([name, { value, values, cell, ...rest }]) => [
        name,
        {
            ...rest,
            ...(value && { value: (row) => value(partOf(row)) }),
            ...(values && { values: (row) => values(partOf(row)) }),
            ...(cell && { cell: (row) => cell(partOf(row)) }),
        },
    ]));
}
/** The fields of a table, in the order of its columns. */
function shownFields(fields) {
    const ordered = [];
    for (const each of Object.entries(fields)) {
        const next = ordered.findIndex(([name]) => name === each[1].before);
        ordered.splice(next < 0 ? ordered.length : next, 0, each);
    }
    return ordered.filter(([, { kind }]) => kind !== undefined);
}
function cellOf({ value, cell }, row) {
    if (cell !== undefined)
        return cell(row);
    return (value?.(row) ?? undefined);
}


/***/ }),

/***/ 81156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hU: () => (/* binding */ openKeys),
/* harmony export */   lC: () => (/* binding */ parseKeysDocument),
/* harmony export */   my: () => (/* binding */ sealKeys)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _seal_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5978);
/** Documents of `v1/keys/`: the keys of a vault, sealed to people. */




/**
 * One is written whenever people or keys change; none is ever changed. Of the fields only `identities` is proved, by what
 * it holds: anybody who may write could have written the others.
 */
const fingerprint = valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .check */ .z6Y(_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isFingerprint */ .Zv));
const schema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    format: valibot__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('holdfast-keys/1'),
    /** Fingerprint of the vault key K. */
    key: fingerprint,
    /** Fingerprint of the content key V, to which packs are sealed. */
    to: fingerprint,
    /** `age1...`: who can open `identities`. */
    recipients: valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()), valibot__WEBPACK_IMPORTED_MODULE_3__/* .maxLength */ .Ru6(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)),
    /** An armored age file: an identity file with K, V, and the former pairs. */
    identities: valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
});
/** @throws bad-input for recipients that are none, too few or too many */
async function sealKeys(chain, recipients) {
    requirePeople(recipients, chain);
    const { armor, Encrypter } = await __webpack_require__.e(/* import() */ 4073).then(__webpack_require__.bind(__webpack_require__, 74073));
    const encrypter = new Encrypter();
    for (const recipient of recipients) {
        try {
            encrypter.addRecipient(recipient);
        }
        catch (error) {
            throw badPeople(`${JSON.stringify(recipient.slice(0, 200))} is not a recipient that age knows`, error);
        }
    }
    const [{ fingerprint: key }, { fingerprint: to }] = chain;
    const identities = armor.encode(await encrypter.encrypt((0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatIdentityFile */ .Ay)(chain)));
    const document = { format: 'holdfast-keys/1', key, to, recipients: [...recipients], identities };
    const bytes = Buffer.from(`${JSON.stringify(document)}\n`);
    if (bytes.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)
        throw badPeople(`the document would have ${String(bytes.length)} bytes, more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)}`);
    return bytes;
}
/** One person alone could lose a whole vault with one disk. */
function requirePeople(recipients, chain) {
    const people = new Set(recipients).size;
    if (people !== recipients.length)
        throw badPeople('one of them is there twice');
    if (people < 2)
        throw badPeople(`there ${people === 1 ? 'is one' : 'are none'}, and whoever loses the only key loses every backup`);
    if (people > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)
        throw badPeople(`there are ${String(people)}, more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)}`);
    if (chain.some(({ recipient }) => recipients.includes(recipient)))
        throw badPeople('one of them is a key of this vault itself, which protects nothing');
    if (recipients.some((recipient) => /^AGE-(?:SECRET-KEY|PLUGIN)/i.test(recipient)))
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'bad-input',
            message: 'recipients: one of them is a secret key. Treat it as leaked.',
            fix: 'Give the public half, age1..., which age-keygen -y prints.',
        });
}
function badPeople(problem, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: `recipients: ${problem}.`,
        fix: 'List everybody who shall be able to open the keys: age1..., two people at least. Each makes a key with age-keygen and gives only the line "public key".',
        cause,
    });
}
/** @throws corrupt-keys */
function parseKeysDocument(bytes, name) {
    try {
        if (bytes.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)
            throw new Error(`it has ${String(bytes.length)} bytes`);
        return valibot__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qgA(schema, JSON.parse(Buffer.from(bytes).toString('utf8')));
    }
    catch (error) {
        throw corrupt(name, error);
    }
}
/**
 * Opens a document with the identities of a person.
 * @returns undefined if it is not sealed to any of them
 * @throws corrupt-keys if what it holds are not the keys that it names
 */
async function openKeys(document, person, name, mask) {
    const { armor, Decrypter } = await __webpack_require__.e(/* import() */ 4073).then(__webpack_require__.bind(__webpack_require__, 74073));
    const decrypter = new Decrypter();
    try {
        for (const identity of person.lines)
            decrypter.addIdentity(identity);
    }
    catch {
        throw unsupported();
    }
    let text;
    try {
        text = await decrypter.decrypt(armor.decode(document.identities), 'text');
    }
    catch {
        return undefined;
    }
    try {
        return chainOf(document, (0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseVaultKey */ .nS)(text, mask));
    }
    catch (error) {
        throw corrupt(name, error);
    }
}
function unsupported() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: 'vault-key holds an identity of a plugin, which only the age program can use.',
        fix: 'Open the keys with it, and give what it prints as vault-key: jq -r .identities DOCUMENT | age -d -i IDENTITY',
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
    });
}
function chainOf({ key, to }, file) {
    if (file.kind !== 'identities')
        throw new Error('it holds no identities');
    const [first, second, ...former] = file.keys;
    if (first?.fingerprint !== key || second?.fingerprint !== to)
        throw new Error('it holds other keys than it names');
    if (first.until !== undefined || second.until !== undefined)
        throw new Error('it holds former keys only');
    return [first, second, ...former];
}
function corrupt(name, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'corrupt-keys',
        message: `${name} is not a document of keys: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause).slice(0, 300)}.`,
        cause,
    });
}


/***/ }),

/***/ 5570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ openPersonalKeys),
/* harmony export */   Qw: () => (/* binding */ readKeyDocuments),
/* harmony export */   ap: () => (/* binding */ hadKeys),
/* harmony export */   choosePersonalKeys: () => (/* binding */ choosePersonalKeys),
/* harmony export */   mk: () => (/* binding */ writeKeys),
/* harmony export */   readAllKeyDocuments: () => (/* binding */ readAllKeyDocuments)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58232);
/* harmony import */ var _seal_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5978);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81156);
/** Keys in the vault: which documents of `v1/keys/` there are, and which of them can be believed. */





/** Documents that are read: one for each change of people or keys. */
const MAX_DOCUMENTS = 1000;
/** S3 versions of one document that are looked through for its bytes: whoever may write there could put any number. */
const VERSIONS_READ = 16;
/**
 * All documents that are there, the oldest first by S3's time. What is not one is passed over, with a warning.
 * @throws corrupt-keys if there are too many to read
 */
async function readKeyDocuments(store, emit, signal) {
    return (await readAllKeyDocuments(store, emit, signal)).filter(({ isDeleted }) => !isDeleted);
}
/** The same with those under delete markers, as long as S3 keeps their bytes. */
async function readAllKeyDocuments(store, emit, signal) {
    const byKey = await listDocuments(store, signal);
    if (byKey.size > MAX_DOCUMENTS)
        throw tooMany();
    const found = [];
    for (const [key, versions] of byKey) {
        try {
            const document = await readDocument(store, key, versions, signal);
            if (document !== undefined)
                found.push(document);
        }
        catch (error) {
            if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-keys'))
                throw error;
            emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
        }
    }
    return found.sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || (a.key < b.key ? -1 : 1));
}
async function listDocuments(store, signal) {
    const found = new Map();
    const add = (key, version) => {
        const known = found.get(key);
        if (known === undefined)
            found.set(key, [version]);
        else
            known.push(version);
    };
    try {
        for await (const page of store.listVersions(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
            for (const each of page)
                add(each.key, each);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && NO_VERSIONS.includes(error.code)))
            throw error;
        found.clear();
        for await (const { objects } of store.list(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
            for (const { key, sizeBytes, lastModified } of objects)
                add(key, { isLatest: true, isDeleteMarker: false, sizeBytes, lastModified });
    }
    return found;
}
const NO_VERSIONS = ['access-denied', 'not-implemented'];
/** From the S3 version on top, else from the oldest one with the bytes of the name. undefined: nothing is there any more. */
async function readDocument(store, key, versions, signal) {
    const bad = (why) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-keys', message: `${key} is passed over: ${why}.` });
    const top = versions.find(({ isLatest }) => isLatest);
    const isDeleted = top === undefined || top.isDeleteMarker;
    const stored = versions
        .filter(({ isDeleteMarker }) => !isDeleteMarker)
        .toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
    const [first] = stored;
    if (first === undefined)
        return undefined;
    if (!(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isKeysKey */ .W6)(key))
        throw bad('this is no name of a document of keys');
    const tried = [...(isDeleted ? [] : [top]), ...stored.filter((each) => each !== top)].slice(0, VERSIONS_READ);
    const fitting = tried.filter(({ sizeBytes }) => sizeBytes <= _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes);
    if (fitting.length === 0)
        throw bad(`it has ${String(first.sizeBytes)} bytes`);
    for (const version of fitting) {
        const which = version === top || version.versionId === undefined ? {} : { versionId: version.versionId };
        const { body } = await store.get(key, { offset: 0, length: _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes, upTo: true, ...which, signal });
        if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isNameOf */ .b_)(key, body))
            return { key, lastModified: first.lastModified, isDeleted, document: (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .parseKeysDocument */ .lC)(body, key) };
    }
    throw bad('its bytes are not those of its name');
}
function tooMany() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'corrupt-keys',
        message: `There are more than ${String(MAX_DOCUMENTS)} objects below ${_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4}.`,
        fix: 'Somebody else wrote them: see which role may, and delete those that are not yours.',
    });
}
/** Whether anything was ever stored below `v1/keys/`: S3 versions and delete markers count too. */
async function hadKeys(store, signal) {
    for await (const versions of store.listVersions(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
        if (versions.length > 0)
            return true;
    return false;
}
/**
 * The keys of a vault, opened with a person's own identities. Anybody can seal to a person, so a document counts only if it
 * holds all keys of the oldest one by S3's time, which a forger does not have; and the key of a line `# vault` if the
 * person's file has one.
 * @throws bad-vault-key if no document is sealed to these identities, or none of those can be believed
 */
async function openPersonalKeys(store, person, deps) {
    return choosePersonalKeys(await readAllKeyDocuments(store, deps.emit, deps.signal), person, deps);
}
/**
 * The same, of documents that were read. Which is the newest their names tell: what can be believed was named by somebody
 * who has the keys, and one that was put back is as old as it was.
 *
 * @param all with those under delete markers
 */
async function choosePersonalKeys(all, person, { emit, mask }) {
    const required = requiredKeys(all, person);
    const documents = all.filter(({ isDeleted }) => !isDeleted);
    const unopened = [];
    let isSealedToPerson = false;
    for (const stored of documents.toSorted((a, b) => (a.key < b.key ? 1 : -1))) {
        const chain = givenKeys(stored, person) ?? (await openOrWarn(stored, person, emit, mask));
        if (chain === undefined) {
            unopened.push(stored);
            continue;
        }
        isSealedToPerson = true;
        const has = new Set(chain.map(({ fingerprint }) => fingerprint));
        if (required.every((key) => has.has(key)))
            return { newest: { ...stored, chain }, documents, unopened };
        emit({
            type: 'warning',
            class: 'foreign-keys',
            message: `${stored.key} is passed over: it does not hold the first keys of this vault (${required.join(', ')}).`,
            fix: 'Somebody else wrote it: see which role may write to v1/keys/.',
        });
    }
    throw notForPerson(documents, person, isSealedToPerson);
}
/** Fingerprints that a document must hold to be believed. With a pin the oldest is the oldest of that vault key. */
function requiredKeys(documents, { firstKey }) {
    const oldest = documents.find(({ document }) => firstKey === undefined || document.key === firstKey);
    if (oldest !== undefined)
        return [oldest.document.key, oldest.document.to];
    return firstKey === undefined ? [] : [firstKey];
}
/** The keys themselves, as the age program prints them: for people whose identity only that program can use. */
function givenKeys({ document }, { keys }) {
    const [key, content, ...former] = keys;
    const isIt = key?.fingerprint === document.key && content?.fingerprint === document.to;
    return isIt ? [key, content, ...former] : undefined;
}
async function openOrWarn({ document, key }, person, emit, mask) {
    try {
        return await (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .openKeys */ .hU)(document, person, key, mask);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et))
            throw error;
        emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
        return undefined;
    }
}
function notForPerson(documents, { keys, firstKey }, isSealedToPerson) {
    const own = keys.map(({ recipient }) => (0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprintOf */ .ax)(recipient)).join(', ');
    if (isSealedToPerson)
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'bad-vault-key',
            message: 'No document of keys in this vault can be believed.',
            why: `Those that this identity opens do not hold the first keys of the vault${firstKey === undefined ? '' : ', or not the one that the line "# vault" names'}.`,
            fix: 'Is this the vault that you mean? Then somebody has written below v1/keys/: look at its S3 versions.',
        });
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: documents.length === 0
            ? 'This vault has no keys: there is nothing below v1/keys/.'
            : `No keys of this vault are sealed to the given identity (${own === '' ? 'of another kind than X25519' : own}).`,
        fix: documents.length === 0
            ? 'Make them with `holdfast keys create`, or give the vault key itself.'
            : 'Somebody who can open them shares them with `holdfast keys share`, your public half among the recipients.',
    });
}
/** @param utc S3's clock @returns the key of the new document */
async function writeKeys(store, utc, document, signal) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .keysKey */ .Y$)(utc, document);
    await store.putNew(key, document, { signal });
    return key;
}


/***/ })

};
